DO $$
BEGIN
    ASSERT (SELECT count(*) FROM tag WHERE note_id = -1) = 1, 'a note has the tag that it was given';
    DELETE FROM note WHERE id = -1;
    ASSERT NOT EXISTS (SELECT FROM tag WHERE note_id = -1), 'a tag goes with its note';
END $$;
