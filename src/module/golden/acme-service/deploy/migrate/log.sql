-- Deploy: migrate/log
-- requires: migrate/order
-- requires: other:log

SET session_replication_role TO replica;

INSERT INTO app.log (said, data, spot) VALUES
  ('a', '{"n": 1.50}', '(1.5, 2.5)'),
  (NULL, NULL, NULL),
  ('a', '{"n": 1.50}', '(1.5, 2.5)');

RESET session_replication_role;
