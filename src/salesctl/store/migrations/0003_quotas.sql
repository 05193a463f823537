CREATE TABLE new_territory (
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

INSERT INTO new_territory (id, name, name_key, parent_id, approach, focus, note) SELECT id, name, name_key, parent_id, approach, focus, note FROM territory;

DROP TABLE territory;

ALTER TABLE new_territory RENAME TO territory;

CREATE UNIQUE INDEX uq_territory_name ON territory (name_key);

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
