PRAGMA application_id = 1396788293;

INSERT INTO setting (name, value) SELECT 'uuid', lower(hex(randomblob(16))) WHERE NOT EXISTS (SELECT 1 FROM setting WHERE name = 'uuid');
