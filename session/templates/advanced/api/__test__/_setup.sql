INSERT INTO app.account (id, name, email)
VALUES ('00000000-0000-4000-8000-000000000001', 'Ada', 'Ada@example.com');
