CREATE TABLE new_command (
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

INSERT INTO new_command (id, recorded_at, words, kind, undoes, undone) SELECT id, recorded_at, words, kind, undoes, undone FROM command;

DROP TABLE command;

ALTER TABLE new_command RENAME TO command;

CREATE INDEX ix_command_undoes ON command (undoes) WHERE undoes IS NOT NULL;

DROP INDEX ix_change_command_id;

CREATE INDEX ix_change_command ON change (command_id, table_name);

CREATE INDEX ix_change_gone ON change (table_name) WHERE "after" IS NULL;

CREATE INDEX ix_territory_parent ON territory (parent_id) WHERE parent_id IS NOT NULL;

CREATE INDEX ix_target_block ON target (block_id) WHERE block_id IS NOT NULL;

CREATE INDEX ix_target_site ON target (site_id) WHERE site_id IS NOT NULL;

CREATE INDEX ix_sale_territory ON sale (territory_id) WHERE territory_id IS NOT NULL;
