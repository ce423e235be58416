-- Revert: migrate/order

SET session_replication_role TO replica;

DELETE FROM "App Data"."order" WHERE ("user", no) IN (
  ('$verify$', 1),
  ('a', 2));

RESET session_replication_role;
