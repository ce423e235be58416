  -- Rows that refer to these, others of this table too: whether they go along or lose the reference is seen at the end.
  PERFORM set_config('typeferry.referrers', '{}', false);
  FOR step IN
    SELECT format('SELECT count(%s) FROM %s', CASE WHEN conrelid = target THEN '*' ELSE quote_ident(attname) END,
        (pg_identify_object('pg_class'::regclass, conrelid, 0)).identity) AS query
    FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
    WHERE contype = 'f' AND conparentid = 0 AND confrelid = target
      AND (confdeltype = 'c' OR confdeltype = 'n' AND conrelid <> target)
  LOOP
    EXECUTE format('SELECT set_config(%1$L, (current_setting(%1$L)::jsonb || jsonb_build_object(%2$L, (%2$s)))::text, false)',
      'typeferry.referrers', step.query);
  END LOOP;
