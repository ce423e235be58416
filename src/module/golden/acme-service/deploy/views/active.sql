-- Deploy: views/active
-- requires: migrate/users

CREATE VIEW app.active AS SELECT id FROM app.users
