-- Revert: views/active

DROP VIEW app.active;
