-- Deploy: migrate/order
-- requires: migrate/users

SET session_replication_role TO replica;

INSERT INTO "App Data"."order" ("user", no, missing) VALUES
  ('$verify$', 1, NULL),
  ('a', 2, 'two
lines');

RESET session_replication_role;
