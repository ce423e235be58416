-- Revert: migrate/users

SET session_replication_role TO replica;

DELETE FROM app.users WHERE id IN (
  '6fa4a6e4-0000-4000-8000-000000000001',
  '6fa4a6e4-0000-4000-8000-000000000002');

RESET session_replication_role;
