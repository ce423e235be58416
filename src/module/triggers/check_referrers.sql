  FOR entry IN SELECT key AS query, value::bigint AS before FROM jsonb_each_text(current_setting('typeferry.referrers')::jsonb)
  LOOP
    EXECUTE entry.query INTO referring;
    IF entry.before - referring > (CASE WHEN entry.query LIKE 'SELECT count(*)%' THEN {rows} ELSE 0 END) THEN
      RAISE restrict_violation USING MESSAGE = format('rows that were not exported refer to rows of %s, and would go with '
          'them or lose the reference: %s gives less than before', {table}, entry.query),
        HINT = 'Take those rows out first, or revert as a superuser: then they stay as they are.';
    END IF;
  END LOOP;
