CREATE TABLE new_planned_visit (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	target_id INTEGER NOT NULL,
	rep_id INTEGER NOT NULL,
	week TEXT NOT NULL,
	planned_on TEXT,
	at TEXT,
	claim TEXT NOT NULL,
	status TEXT NOT NULL,
	grade TEXT,
	temperature TEXT,
	reason TEXT NOT NULL,
	contact_id INTEGER,
	purpose TEXT,
	instruction TEXT,
	pinned INTEGER NOT NULL,
	moved_by TEXT,
	miss_reason TEXT,
	from_visit_id INTEGER,
	visit_id INTEGER,
	promise_id INTEGER,
	materials TEXT,
	questions TEXT,
	CONSTRAINT ck_planned_visit_claim CHECK (claim IN ('promised', 'overdue', 'case', 'action', 'cadence', 'maintain', 'canvass', 'manual')),
	CONSTRAINT ck_planned_visit_status CHECK (status IN ('planned', 'done', 'missed', 'deferred')),
	CONSTRAINT ck_planned_visit_grade CHECK (grade IN ('A', 'B', 'C')),
	CONSTRAINT ck_planned_visit_temperature CHECK (temperature IN ('hot', 'warm', 'cold')),
	CONSTRAINT ck_planned_visit_pinned CHECK (pinned IN (0, 1)),
	CONSTRAINT ck_planned_visit_moved_by CHECK (moved_by IN ('customer', 'rep')),
	CONSTRAINT fk_planned_visit_target_id FOREIGN KEY(target_id) REFERENCES target (id),
	CONSTRAINT fk_planned_visit_rep_id FOREIGN KEY(rep_id) REFERENCES rep (id),
	CONSTRAINT fk_planned_visit_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id),
	CONSTRAINT fk_planned_visit_from_visit_id FOREIGN KEY(from_visit_id) REFERENCES visit (id),
	CONSTRAINT fk_planned_visit_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id),
	CONSTRAINT fk_planned_visit_promise_id FOREIGN KEY(promise_id) REFERENCES planned_visit (id)
);

INSERT INTO new_planned_visit (id, target_id, rep_id, week, planned_on, at, claim, status, grade, temperature, reason, contact_id, purpose, instruction, pinned, moved_by, miss_reason, from_visit_id, visit_id, promise_id) SELECT id, target_id, rep_id, week, planned_on, at, claim, status, grade, temperature, reason, contact_id, purpose, instruction, pinned, moved_by, miss_reason, from_visit_id, visit_id, promise_id FROM planned_visit;

DROP TABLE planned_visit;

ALTER TABLE new_planned_visit RENAME TO planned_visit;

CREATE INDEX ix_planned_visit_contact ON planned_visit (contact_id);

CREATE INDEX ix_planned_visit_from ON planned_visit (from_visit_id);

CREATE INDEX ix_planned_visit_open ON planned_visit (rep_id, status, claim, planned_on);

CREATE INDEX ix_planned_visit_promise ON planned_visit (promise_id);

CREATE INDEX ix_planned_visit_target ON planned_visit (target_id, planned_on);

CREATE INDEX ix_planned_visit_visit ON planned_visit (visit_id);

CREATE INDEX ix_planned_visit_week ON planned_visit (week, rep_id);

CREATE TABLE intel (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	noted_on TEXT NOT NULL,
	kind TEXT NOT NULL,
	nature TEXT NOT NULL,
	source TEXT NOT NULL,
	competitor TEXT,
	target_id INTEGER,
	territory_id INTEGER,
	rep_id INTEGER NOT NULL,
	text TEXT NOT NULL,
	CONSTRAINT ck_intel_kind CHECK (kind IN ('competitor', 'market', 'customer')),
	CONSTRAINT ck_intel_nature CHECK (nature IN ('quantitative', 'qualitative')),
	CONSTRAINT ck_intel_source CHECK (source IN ('desk', 'rep', 'manager', 'customer', 'press', 'web', 'association', 'directory', 'acquaintance')),
	CONSTRAINT ck_intel_competitor CHECK (length(competitor) >= 1),
	CONSTRAINT fk_intel_target_id FOREIGN KEY(target_id) REFERENCES target (id),
	CONSTRAINT fk_intel_territory_id FOREIGN KEY(territory_id) REFERENCES territory (id),
	CONSTRAINT fk_intel_rep_id FOREIGN KEY(rep_id) REFERENCES rep (id)
);

CREATE INDEX ix_intel_date ON intel (noted_on);

CREATE INDEX ix_intel_target ON intel (target_id, noted_on);

CREATE INDEX ix_intel_territory ON intel (territory_id);

CREATE TABLE account_plan (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	target_id INTEGER NOT NULL,
	rep_id INTEGER NOT NULL,
	opened_on TEXT NOT NULL,
	relationship TEXT NOT NULL,
	note TEXT,
	closed_on TEXT,
	close_reason TEXT,
	CONSTRAINT ck_account_plan_relationship CHECK (relationship IN ('transaction', 'partnership')),
	CONSTRAINT fk_account_plan_target_id FOREIGN KEY(target_id) REFERENCES target (id),
	CONSTRAINT fk_account_plan_rep_id FOREIGN KEY(rep_id) REFERENCES rep (id)
);

CREATE INDEX ix_account_plan_rep ON account_plan (rep_id);

CREATE INDEX ix_account_plan_target ON account_plan (target_id);

CREATE UNIQUE INDEX uq_account_plan_open ON account_plan (target_id) WHERE closed_on IS NULL;

CREATE TABLE account_stage (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	account_id INTEGER NOT NULL,
	stage TEXT NOT NULL,
	since TEXT NOT NULL,
	note TEXT,
	CONSTRAINT ck_account_stage_stage CHECK (stage IN ('survey', 'need', 'expand', 'maintain')),
	CONSTRAINT fk_account_stage_account_id FOREIGN KEY(account_id) REFERENCES account_plan (id)
);

CREATE INDEX ix_account_stage_account ON account_stage (account_id, since);

CREATE TABLE assessment (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	account_id INTEGER NOT NULL,
	factor TEXT NOT NULL,
	score INTEGER NOT NULL,
	note TEXT,
	assessed_on TEXT NOT NULL,
	CONSTRAINT ck_assessment_factor CHECK (factor IN ('size', 'relationship', 'timing', 'customer-resources', 'our-resources')),
	CONSTRAINT ck_assessment_score CHECK (score >= 1 AND score <= 5),
	CONSTRAINT fk_assessment_account_id FOREIGN KEY(account_id) REFERENCES account_plan (id)
);

CREATE UNIQUE INDEX uq_assessment_day ON assessment (account_id, factor, assessed_on);

CREATE TABLE account_point (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	account_id INTEGER NOT NULL,
	point TEXT NOT NULL,
	text TEXT NOT NULL,
	added_on TEXT NOT NULL,
	CONSTRAINT ck_account_point_point CHECK (point IN ('success', 'duty', 'short-term', 'long-term', 'tactic', 'strategy')),
	CONSTRAINT fk_account_point_account_id FOREIGN KEY(account_id) REFERENCES account_plan (id)
);

CREATE INDEX ix_account_point_account ON account_point (account_id);

CREATE TABLE account_action (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	account_id INTEGER NOT NULL,
	action TEXT NOT NULL,
	reason TEXT,
	steps TEXT,
	owner TEXT,
	starts_on TEXT,
	ends_on TEXT NOT NULL,
	remark TEXT,
	is_visit INTEGER NOT NULL,
	done_on TEXT,
	CONSTRAINT ck_account_action_action CHECK (length(action) >= 1),
	CONSTRAINT ck_account_action_owner CHECK (length(owner) >= 1),
	CONSTRAINT ck_account_action_is_visit CHECK (is_visit IN (0, 1)),
	CONSTRAINT fk_account_action_account_id FOREIGN KEY(account_id) REFERENCES account_plan (id)
);

CREATE INDEX ix_account_action_account ON account_action (account_id);

CREATE INDEX ix_account_action_due ON account_action (done_on, ends_on);

CREATE TABLE account_case (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	target_id INTEGER NOT NULL,
	rep_id INTEGER NOT NULL,
	kind TEXT NOT NULL,
	text TEXT NOT NULL,
	amount INTEGER,
	opened_on TEXT NOT NULL,
	due_on TEXT NOT NULL,
	closed_on TEXT,
	resolution TEXT,
	CONSTRAINT ck_account_case_kind CHECK (kind IN ('complaint', 'receivable')),
	CONSTRAINT ck_account_case_amount CHECK (amount >= 0 AND amount <= 1000000000000000),
	CONSTRAINT fk_account_case_target_id FOREIGN KEY(target_id) REFERENCES target (id),
	CONSTRAINT fk_account_case_rep_id FOREIGN KEY(rep_id) REFERENCES rep (id)
);

CREATE INDEX ix_account_case_due ON account_case (closed_on, due_on);

CREATE INDEX ix_account_case_rep ON account_case (rep_id);

CREATE INDEX ix_account_case_target ON account_case (target_id);

CREATE TABLE case_step (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	case_id INTEGER NOT NULL,
	taken_on TEXT NOT NULL,
	rep_id INTEGER NOT NULL,
	text TEXT NOT NULL,
	CONSTRAINT ck_case_step_text CHECK (length(text) >= 1),
	CONSTRAINT fk_case_step_case_id FOREIGN KEY(case_id) REFERENCES account_case (id),
	CONSTRAINT fk_case_step_rep_id FOREIGN KEY(rep_id) REFERENCES rep (id)
);

CREATE INDEX ix_case_step_case ON case_step (case_id);

DROP INDEX ix_visit_target;

CREATE INDEX ix_visit_target ON visit (target_id, visited_on, mode);
