-- Deploy: migrate/widgets

SET session_replication_role TO replica;

INSERT INTO app.widgets AS existing (id, name, "Left") OVERRIDING SYSTEM VALUE VALUES
  (1, 'a', NULL),
  (2, 'b', TRUE)
ON CONFLICT (id) DO UPDATE SET
  name = EXCLUDED.name,
  "Left" = EXCLUDED."Left"
WHERE ROW(existing.name, existing."Left")::pg_catalog.record
  OPERATOR(pg_catalog.*<>) ROW(EXCLUDED.name, EXCLUDED."Left")::pg_catalog.record;

RESET session_replication_role;
