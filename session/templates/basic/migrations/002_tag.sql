CREATE TABLE tag (
    note_id bigint NOT NULL REFERENCES note ON DELETE CASCADE,
    name text NOT NULL,
    PRIMARY KEY (note_id, name)
);
