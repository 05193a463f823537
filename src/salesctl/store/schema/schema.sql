-- Generated from tables/ by `python -m salesctl.store.schema.generate`. Do not edit.

PRAGMA application_id = 1396788293;

CREATE TABLE command (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	recorded_at TEXT NOT NULL,
	words TEXT NOT NULL,
	kind TEXT DEFAULT 'command' NOT NULL,
	undoes INTEGER,
	undone INTEGER DEFAULT 0 NOT NULL,
	rep TEXT,
	CONSTRAINT ck_command_kind CHECK (kind IN ('command', 'undo', 'redo', 'barrier')),
	FOREIGN KEY(undoes) REFERENCES command (id)
);

CREATE INDEX ix_command_undoes ON command (undoes) WHERE undoes IS NOT NULL;

CREATE TABLE product (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL,
	name_key TEXT NOT NULL,
	price_level TEXT,
	feature_level TEXT,
	list_price INTEGER,
	margin FLOAT,
	external_id TEXT,
	CONSTRAINT ck_product_name CHECK (length(name) >= 1),
	CONSTRAINT ck_product_price_level CHECK (price_level IN ('high', 'low')),
	CONSTRAINT ck_product_feature_level CHECK (feature_level IN ('high', 'low')),
	CONSTRAINT ck_product_list_price CHECK (list_price >= 0 AND list_price <= 1000000000000000),
	CONSTRAINT ck_product_margin CHECK (margin >= -1 AND margin <= 1),
	CONSTRAINT ck_product_external_id CHECK (length(external_id) >= 1)
);

CREATE UNIQUE INDEX uq_product_external_id ON product (external_id) WHERE external_id IS NOT NULL;

CREATE UNIQUE INDEX uq_product_name ON product (name_key);

CREATE TABLE rep (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL,
	name_key TEXT NOT NULL,
	CONSTRAINT ck_rep_name CHECK (length(name) >= 1)
);

CREATE UNIQUE INDEX uq_rep_name ON rep (name_key);

CREATE TABLE setting (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL,
	value TEXT NOT NULL,
	CONSTRAINT ck_setting_name CHECK (length(name) >= 1),
	CONSTRAINT ck_setting_value CHECK (length(value) >= 1)
);

CREATE UNIQUE INDEX uq_setting_name ON setting (name);

CREATE TABLE site (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL,
	name_key TEXT NOT NULL,
	CONSTRAINT ck_site_name CHECK (length(name) >= 1)
);

CREATE UNIQUE INDEX uq_site_name ON site (name_key);

CREATE TABLE territory (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL,
	name_key TEXT NOT NULL,
	parent_id INTEGER,
	approach TEXT NOT NULL,
	focus TEXT,
	note TEXT,
	growth FLOAT,
	share FLOAT,
	competitor_share FLOAT,
	market_size INTEGER,
	customers INTEGER,
	area FLOAT,
	purchasing_power FLOAT,
	fixed_share FLOAT,
	income FLOAT,
	retail FLOAT,
	population FLOAT,
	competition_note TEXT,
	customer_note TEXT,
	CONSTRAINT ck_territory_name CHECK (length(name) >= 1),
	CONSTRAINT ck_territory_approach CHECK (approach IN ('concentrated', 'focused', 'extensive')),
	CONSTRAINT ck_territory_focus CHECK (length(focus) >= 1),
	CONSTRAINT ck_territory_growth CHECK (growth >= -1 AND growth <= 10),
	CONSTRAINT ck_territory_share CHECK (share >= 0 AND share <= 1),
	CONSTRAINT ck_territory_competitor_share CHECK (competitor_share >= 0 AND competitor_share <= 1),
	CONSTRAINT ck_territory_market_size CHECK (market_size >= 0 AND market_size <= 1000000000000000),
	CONSTRAINT ck_territory_customers CHECK (customers >= 0),
	CONSTRAINT ck_territory_area CHECK (area >= 0),
	CONSTRAINT ck_territory_purchasing_power CHECK (purchasing_power >= 0),
	CONSTRAINT ck_territory_fixed_share CHECK (fixed_share >= 0 AND fixed_share <= 1),
	CONSTRAINT ck_territory_income CHECK (income >= 0 AND income <= 1),
	CONSTRAINT ck_territory_retail CHECK (retail >= 0 AND retail <= 1),
	CONSTRAINT ck_territory_population CHECK (population >= 0 AND population <= 1),
	CONSTRAINT fk_territory_parent_id FOREIGN KEY(parent_id) REFERENCES territory (id)
);

CREATE INDEX ix_territory_parent ON territory (parent_id) WHERE parent_id IS NOT NULL;

CREATE UNIQUE INDEX uq_territory_name ON territory (name_key);

CREATE TABLE block (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	territory_id INTEGER NOT NULL,
	name TEXT NOT NULL,
	name_key TEXT NOT NULL,
	position INTEGER NOT NULL,
	CONSTRAINT ck_block_name CHECK (length(name) >= 1),
	CONSTRAINT fk_block_territory_id FOREIGN KEY(territory_id) REFERENCES territory (id)
);

CREATE UNIQUE INDEX uq_block_name ON block (territory_id, name_key);

CREATE TABLE budget (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	territory_id INTEGER NOT NULL,
	month TEXT NOT NULL,
	amount INTEGER NOT NULL,
	note TEXT,
	CONSTRAINT ck_budget_amount CHECK (amount >= 0 AND amount <= 1000000000000000),
	CONSTRAINT fk_budget_territory_id FOREIGN KEY(territory_id) REFERENCES territory (id)
);

CREATE UNIQUE INDEX uq_budget_month ON budget (territory_id, month);

CREATE TABLE change (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	command_id INTEGER NOT NULL,
	table_name TEXT NOT NULL,
	row_id INTEGER NOT NULL,
	"before" TEXT,
	"after" TEXT,
	FOREIGN KEY(command_id) REFERENCES command (id)
);

CREATE INDEX ix_change_command ON change (command_id, table_name);

CREATE INDEX ix_change_gone ON change (table_name) WHERE "after" IS NULL;

CREATE INDEX ix_change_row ON change (table_name, row_id);

CREATE TABLE day_off (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	rep_id INTEGER NOT NULL,
	day TEXT NOT NULL,
	reason TEXT,
	CONSTRAINT ck_day_off_reason CHECK (length(reason) >= 1),
	CONSTRAINT fk_day_off_rep_id FOREIGN KEY(rep_id) REFERENCES rep (id)
);

CREATE UNIQUE INDEX uq_day_off ON day_off (rep_id, day);

CREATE TABLE decision (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	rep_id INTEGER NOT NULL,
	week TEXT NOT NULL,
	text TEXT NOT NULL,
	decided_on TEXT NOT NULL,
	verdict TEXT NOT NULL,
	judged_on TEXT,
	CONSTRAINT ck_decision_verdict CHECK (verdict IN ('open', 'kept', 'broken')),
	CONSTRAINT fk_decision_rep_id FOREIGN KEY(rep_id) REFERENCES rep (id)
);

CREATE INDEX ix_decision_rep ON decision (rep_id, verdict);

CREATE TABLE weekly_plan (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	week TEXT NOT NULL,
	rep_id INTEGER NOT NULL,
	planned_at TEXT NOT NULL,
	capacity INTEGER NOT NULL,
	needed INTEGER NOT NULL,
	CONSTRAINT ck_weekly_plan_capacity CHECK (capacity >= 0),
	CONSTRAINT ck_weekly_plan_needed CHECK (needed >= 0),
	CONSTRAINT fk_weekly_plan_rep_id FOREIGN KEY(rep_id) REFERENCES rep (id)
);

CREATE UNIQUE INDEX uq_weekly_plan ON weekly_plan (week, rep_id);

CREATE TABLE target (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL,
	name_key TEXT NOT NULL,
	kind TEXT NOT NULL,
	parent_id INTEGER,
	territory_id INTEGER,
	block_id INTEGER,
	site_id INTEGER,
	industry TEXT,
	form TEXT,
	size TEXT,
	use TEXT,
	customer_class TEXT,
	method TEXT,
	address TEXT,
	phone TEXT,
	phone_key TEXT,
	lat FLOAT,
	lon FLOAT,
	source TEXT,
	rep_id INTEGER NOT NULL,
	added_on TEXT NOT NULL,
	dropped_on TEXT,
	drop_reason TEXT,
	external_id TEXT,
	CONSTRAINT ck_target_name CHECK (length(name) >= 1),
	CONSTRAINT ck_target_kind CHECK (kind IN ('company', 'unit')),
	CONSTRAINT ck_target_industry CHECK (length(industry) >= 1),
	CONSTRAINT ck_target_form CHECK (length(form) >= 1),
	CONSTRAINT ck_target_size CHECK (length(size) >= 1),
	CONSTRAINT ck_target_use CHECK (length(use) >= 1),
	CONSTRAINT ck_target_customer_class CHECK (customer_class IN ('A', 'B', 'C')),
	CONSTRAINT ck_target_method CHECK (method IN ('canvass', 'phone', 'referral', 'existing', 'direct-mail', 'partner')),
	CONSTRAINT ck_target_phone CHECK (length(phone) >= 1),
	CONSTRAINT ck_target_lat CHECK (lat >= -90 AND lat <= 90),
	CONSTRAINT ck_target_lon CHECK (lon >= -180 AND lon <= 180),
	CONSTRAINT ck_target_source CHECK (length(source) >= 1),
	CONSTRAINT ck_target_external_id CHECK (length(external_id) >= 1),
	CONSTRAINT fk_target_parent_id FOREIGN KEY(parent_id) REFERENCES target (id),
	CONSTRAINT fk_target_territory_id FOREIGN KEY(territory_id) REFERENCES territory (id),
	CONSTRAINT fk_target_block_id FOREIGN KEY(block_id) REFERENCES block (id),
	CONSTRAINT fk_target_site_id FOREIGN KEY(site_id) REFERENCES site (id),
	CONSTRAINT fk_target_rep_id FOREIGN KEY(rep_id) REFERENCES rep (id)
);

CREATE INDEX ix_target_block ON target (block_id) WHERE block_id IS NOT NULL;

CREATE INDEX ix_target_parent ON target (parent_id);

CREATE INDEX ix_target_phone ON target (phone_key);

CREATE INDEX ix_target_place ON target (territory_id, block_id);

CREATE INDEX ix_target_rep ON target (rep_id);

CREATE INDEX ix_target_site ON target (site_id) WHERE site_id IS NOT NULL;

CREATE UNIQUE INDEX uq_target_external_id ON target (external_id) WHERE external_id IS NOT NULL;

CREATE UNIQUE INDEX uq_target_name ON target (name_key, coalesce(territory_id, 0));

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

CREATE TABLE contact (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	target_id INTEGER NOT NULL,
	name TEXT NOT NULL,
	name_key TEXT NOT NULL,
	title TEXT,
	phone TEXT,
	email TEXT,
	note TEXT,
	CONSTRAINT ck_contact_name CHECK (length(name) >= 1),
	CONSTRAINT ck_contact_title CHECK (length(title) >= 1),
	CONSTRAINT ck_contact_phone CHECK (length(phone) >= 1),
	CONSTRAINT ck_contact_email CHECK (length(email) >= 1),
	CONSTRAINT fk_contact_target_id FOREIGN KEY(target_id) REFERENCES target (id)
);

CREATE UNIQUE INDEX uq_contact_name ON contact (target_id, name_key);

CREATE TABLE goal (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	year INTEGER NOT NULL,
	rep_id INTEGER NOT NULL,
	target_id INTEGER,
	text TEXT NOT NULL,
	due_on TEXT,
	status TEXT NOT NULL,
	judged_on TEXT,
	CONSTRAINT ck_goal_year CHECK (year >= 1990 AND year <= 2200),
	CONSTRAINT ck_goal_status CHECK (status IN ('open', 'reached', 'missed')),
	CONSTRAINT fk_goal_rep_id FOREIGN KEY(rep_id) REFERENCES rep (id),
	CONSTRAINT fk_goal_target_id FOREIGN KEY(target_id) REFERENCES target (id)
);

CREATE INDEX ix_goal_rep ON goal (year, rep_id);

CREATE INDEX ix_goal_target ON goal (target_id);

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

CREATE TABLE quota (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	year INTEGER NOT NULL,
	measure TEXT NOT NULL,
	parent_id INTEGER,
	product_id INTEGER,
	territory_id INTEGER,
	rep_id INTEGER,
	target_id INTEGER,
	month TEXT,
	amount INTEGER NOT NULL,
	committed INTEGER,
	locked INTEGER NOT NULL,
	status TEXT NOT NULL,
	split_by TEXT,
	weights TEXT,
	CONSTRAINT ck_quota_year CHECK (year >= 1990 AND year <= 2200),
	CONSTRAINT ck_quota_measure CHECK (measure IN ('amount', 'orders')),
	CONSTRAINT ck_quota_amount CHECK (amount >= 0 AND amount <= 1000000000000000),
	CONSTRAINT ck_quota_committed CHECK (committed >= 0 AND committed <= 1000000000000000),
	CONSTRAINT ck_quota_locked CHECK (locked IN (0, 1)),
	CONSTRAINT ck_quota_status CHECK (status IN ('proposed', 'accepted')),
	CONSTRAINT ck_quota_split_by CHECK (split_by IN ('product', 'territory', 'rep', 'customer', 'month')),
	CONSTRAINT ck_quota_weights CHECK (weights IN ('equal', 'history', 'season', 'market', 'manual')),
	CONSTRAINT fk_quota_parent_id FOREIGN KEY(parent_id) REFERENCES quota (id),
	CONSTRAINT fk_quota_product_id FOREIGN KEY(product_id) REFERENCES product (id),
	CONSTRAINT fk_quota_territory_id FOREIGN KEY(territory_id) REFERENCES territory (id),
	CONSTRAINT fk_quota_rep_id FOREIGN KEY(rep_id) REFERENCES rep (id),
	CONSTRAINT fk_quota_target_id FOREIGN KEY(target_id) REFERENCES target (id)
);

CREATE INDEX ix_quota_parent ON quota (parent_id);

CREATE INDEX ix_quota_product ON quota (product_id);

CREATE INDEX ix_quota_rep ON quota (rep_id);

CREATE INDEX ix_quota_target ON quota (target_id);

CREATE INDEX ix_quota_territory ON quota (territory_id);

CREATE UNIQUE INDEX uq_quota_cell ON quota (year, measure, coalesce(product_id, 0), coalesce(territory_id, 0), coalesce(rep_id, 0), coalesce(target_id, 0), coalesce(month, ''));

CREATE TABLE target_tag (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	target_id INTEGER NOT NULL,
	tag TEXT NOT NULL,
	CONSTRAINT ck_target_tag_tag CHECK (length(tag) >= 1),
	CONSTRAINT fk_target_tag_target_id FOREIGN KEY(target_id) REFERENCES target (id)
);

CREATE INDEX ix_target_tag ON target_tag (tag);

CREATE UNIQUE INDEX uq_target_tag ON target_tag (target_id, tag);

CREATE TABLE visit (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	target_id INTEGER NOT NULL,
	rep_id INTEGER NOT NULL,
	visited_on TEXT NOT NULL,
	at TEXT,
	minutes INTEGER,
	mode TEXT NOT NULL,
	key_person INTEGER,
	purpose TEXT,
	step TEXT,
	impression TEXT,
	interest TEXT,
	current TEXT,
	desired TEXT,
	consequence TEXT,
	gain TEXT,
	benefits TEXT,
	competitor TEXT,
	reaction TEXT,
	terms TEXT,
	discount FLOAT,
	signal TEXT,
	satisfaction INTEGER,
	pair_id INTEGER,
	outcome TEXT NOT NULL,
	note TEXT,
	recorded_at TEXT NOT NULL,
	external_id TEXT,
	CONSTRAINT ck_visit_minutes CHECK (minutes >= 1 AND minutes <= 1440),
	CONSTRAINT ck_visit_mode CHECK (mode IN ('in-person', 'phone', 'video', 'email')),
	CONSTRAINT ck_visit_key_person CHECK (key_person IN (0, 1)),
	CONSTRAINT ck_visit_step CHECK (step IN ('approach', 'survey', 'present', 'close')),
	CONSTRAINT ck_visit_interest CHECK (interest IN ('none', 'slight', 'strong', 'convinced', 'committed')),
	CONSTRAINT ck_visit_discount CHECK (discount >= 0 AND discount <= 100),
	CONSTRAINT ck_visit_satisfaction CHECK (satisfaction >= 1 AND satisfaction <= 5),
	CONSTRAINT ck_visit_outcome CHECK (outcome IN ('order', 'advance', 'continuation', 'no-sale')),
	CONSTRAINT ck_visit_external_id CHECK (length(external_id) >= 1),
	CONSTRAINT fk_visit_target_id FOREIGN KEY(target_id) REFERENCES target (id),
	CONSTRAINT fk_visit_rep_id FOREIGN KEY(rep_id) REFERENCES rep (id),
	CONSTRAINT fk_visit_pair_id FOREIGN KEY(pair_id) REFERENCES rep (id)
);

CREATE INDEX ix_visit_date ON visit (visited_on, rep_id);

CREATE INDEX ix_visit_target ON visit (target_id, visited_on, mode);

CREATE UNIQUE INDEX uq_visit_external_id ON visit (external_id) WHERE external_id IS NOT NULL;

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

CREATE TABLE contact_role (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	contact_id INTEGER NOT NULL,
	role TEXT NOT NULL,
	CONSTRAINT ck_contact_role_role CHECK (role IN ('money', 'authority', 'need', 'gatekeeper', 'influencer', 'champion')),
	CONSTRAINT fk_contact_role_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id)
);

CREATE UNIQUE INDEX uq_contact_role ON contact_role (contact_id, role);

CREATE TABLE objection (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	visit_id INTEGER NOT NULL,
	kind TEXT NOT NULL,
	cause TEXT,
	text TEXT,
	resolved INTEGER NOT NULL,
	CONSTRAINT ck_objection_kind CHECK (kind IN ('price', 'competitor', 'complexity', 'no-time', 'preference', 'other')),
	CONSTRAINT ck_objection_cause CHECK (cause IN ('misunderstood', 'unclear', 'wants-an-answer', 'excuse', 'wrong-step')),
	CONSTRAINT ck_objection_resolved CHECK (resolved IN (0, 1)),
	CONSTRAINT fk_objection_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id)
);

CREATE INDEX ix_objection_visit ON objection (visit_id);

CREATE TABLE planned_visit (
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

CREATE INDEX ix_planned_visit_contact ON planned_visit (contact_id);

CREATE INDEX ix_planned_visit_from ON planned_visit (from_visit_id);

CREATE INDEX ix_planned_visit_open ON planned_visit (rep_id, status, claim, planned_on);

CREATE INDEX ix_planned_visit_promise ON planned_visit (promise_id);

CREATE INDEX ix_planned_visit_target ON planned_visit (target_id, planned_on);

CREATE INDEX ix_planned_visit_visit ON planned_visit (visit_id);

CREATE INDEX ix_planned_visit_week ON planned_visit (week, rep_id);

CREATE TABLE prospect (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	target_id INTEGER NOT NULL,
	product_id INTEGER,
	rep_id INTEGER NOT NULL,
	grade TEXT NOT NULL,
	temperature TEXT,
	purchase_type TEXT,
	amount INTEGER,
	decide_by TEXT,
	horizon TEXT,
	interest TEXT,
	cadence INTEGER,
	money TEXT,
	need TEXT,
	authority_id INTEGER,
	competitor TEXT,
	current TEXT,
	desired TEXT,
	consequence TEXT,
	gain TEXT,
	forced_reason TEXT,
	status TEXT NOT NULL,
	opened_on TEXT NOT NULL,
	closed_on TEXT,
	loss_reason TEXT,
	lost_to TEXT,
	retry_on TEXT,
	note TEXT,
	external_id TEXT,
	CONSTRAINT ck_prospect_grade CHECK (grade IN ('A', 'B', 'C')),
	CONSTRAINT ck_prospect_temperature CHECK (temperature IN ('hot', 'warm', 'cold')),
	CONSTRAINT ck_prospect_purchase_type CHECK (purchase_type IN ('new', 'add-on', 'replacement')),
	CONSTRAINT ck_prospect_amount CHECK (amount >= 0 AND amount <= 1000000000000000),
	CONSTRAINT ck_prospect_horizon CHECK (horizon IN ('this-month', 'next-month', '3-months', '6-months', 'later', 'unknown')),
	CONSTRAINT ck_prospect_interest CHECK (interest IN ('none', 'slight', 'strong', 'convinced', 'committed')),
	CONSTRAINT ck_prospect_cadence CHECK (cadence >= 1 AND cadence <= 28),
	CONSTRAINT ck_prospect_competitor CHECK (length(competitor) >= 1),
	CONSTRAINT ck_prospect_status CHECK (status IN ('open', 'won', 'lost', 'disqualified')),
	CONSTRAINT ck_prospect_loss_reason CHECK (loss_reason IN ('price', 'competitor', 'no-budget', 'no-need', 'no-decision', 'timing', 'relationship', 'other')),
	CONSTRAINT ck_prospect_lost_to CHECK (length(lost_to) >= 1),
	CONSTRAINT ck_prospect_external_id CHECK (length(external_id) >= 1),
	CONSTRAINT fk_prospect_target_id FOREIGN KEY(target_id) REFERENCES target (id),
	CONSTRAINT fk_prospect_product_id FOREIGN KEY(product_id) REFERENCES product (id),
	CONSTRAINT fk_prospect_rep_id FOREIGN KEY(rep_id) REFERENCES rep (id),
	CONSTRAINT fk_prospect_authority_id FOREIGN KEY(authority_id) REFERENCES contact (id)
);

CREATE INDEX ix_prospect_authority ON prospect (authority_id);

CREATE INDEX ix_prospect_product ON prospect (product_id);

CREATE INDEX ix_prospect_status ON prospect (status, rep_id);

CREATE INDEX ix_prospect_target ON prospect (target_id);

CREATE UNIQUE INDEX uq_prospect_external_id ON prospect (external_id) WHERE external_id IS NOT NULL;

CREATE UNIQUE INDEX uq_prospect_open ON prospect (target_id, coalesce(product_id, 0)) WHERE status = 'open';

CREATE TABLE visit_contact (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	visit_id INTEGER NOT NULL,
	contact_id INTEGER NOT NULL,
	interest TEXT,
	CONSTRAINT ck_visit_contact_interest CHECK (interest IN ('none', 'slight', 'strong', 'convinced', 'committed')),
	CONSTRAINT fk_visit_contact_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id),
	CONSTRAINT fk_visit_contact_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id)
);

CREATE INDEX ix_visit_contact_contact ON visit_contact (contact_id);

CREATE UNIQUE INDEX uq_visit_contact ON visit_contact (visit_id, contact_id);

CREATE TABLE sale (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	sold_on TEXT NOT NULL,
	amount INTEGER NOT NULL,
	target_id INTEGER NOT NULL,
	product_id INTEGER,
	territory_id INTEGER,
	rep_id INTEGER NOT NULL,
	visit_id INTEGER,
	prospect_id INTEGER,
	external_id TEXT,
	CONSTRAINT ck_sale_amount CHECK (amount >= 0 AND amount <= 1000000000000000),
	CONSTRAINT ck_sale_external_id CHECK (length(external_id) >= 1),
	CONSTRAINT fk_sale_target_id FOREIGN KEY(target_id) REFERENCES target (id),
	CONSTRAINT fk_sale_product_id FOREIGN KEY(product_id) REFERENCES product (id),
	CONSTRAINT fk_sale_territory_id FOREIGN KEY(territory_id) REFERENCES territory (id),
	CONSTRAINT fk_sale_rep_id FOREIGN KEY(rep_id) REFERENCES rep (id),
	CONSTRAINT fk_sale_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id),
	CONSTRAINT fk_sale_prospect_id FOREIGN KEY(prospect_id) REFERENCES prospect (id)
);

CREATE INDEX ix_sale_date ON sale (sold_on);

CREATE INDEX ix_sale_product ON sale (product_id);

CREATE INDEX ix_sale_prospect ON sale (prospect_id);

CREATE INDEX ix_sale_target ON sale (target_id, sold_on);

CREATE INDEX ix_sale_territory ON sale (territory_id) WHERE territory_id IS NOT NULL;

CREATE INDEX ix_sale_visit ON sale (visit_id);

CREATE UNIQUE INDEX uq_sale_external_id ON sale (external_id) WHERE external_id IS NOT NULL;

CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY);

INSERT INTO alembic_version VALUES ('0007');
