INSERT INTO note (id, body) VALUES (-1, 'A note of the tests');
INSERT INTO tag (note_id, name) VALUES (-1, 'test');
