CREATE TABLE new_command (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	recorded_at TEXT NOT NULL,
	words TEXT NOT NULL,
	kind TEXT DEFAULT 'command' NOT NULL,
	undoes INTEGER,
	undone INTEGER DEFAULT 0 NOT NULL,
	rep TEXT,
	CONSTRAINT ck_command_kind CHECK (kind IN ('command', 'look', 'undo', 'redo', 'barrier')),
	FOREIGN KEY(undoes) REFERENCES command (id)
);

INSERT INTO new_command SELECT id, recorded_at, words, kind, undoes, undone, rep FROM command;

DROP TABLE command;

ALTER TABLE new_command RENAME TO command;

CREATE INDEX ix_command_undoes ON command (undoes) WHERE undoes IS NOT NULL;
