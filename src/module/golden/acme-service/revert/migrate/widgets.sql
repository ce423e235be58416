-- Revert: migrate/widgets

SET session_replication_role TO replica;

DELETE FROM app.widgets WHERE id IN (
  1,
  2);

RESET session_replication_role;
