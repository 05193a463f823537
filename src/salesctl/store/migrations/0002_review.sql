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
