-- Deploy: migrate/users

SET session_replication_role TO replica;

INSERT INTO app.users (id, name, bio) VALUES
  ('6fa4a6e4-0000-4000-8000-000000000001', 'Ada', E'two\nlines'),
  ('6fa4a6e4-0000-4000-8000-000000000002', '$verify$ O''Hara', NULL);

RESET session_replication_role;
