"""The audit trail only grows: the database itself refuses to change or delete an entry.

Only the id of a person whose data are erased may be taken out of it; what was done stays."""

_REFUSED = "the audit trail is append-only"
_COLUMNS = ("id", "at", "role", "action", "object_kind", "object_id", "town_id")
_CHANGED = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in _COLUMNS)

STATEMENTS = {
    "sqlite": (
        f"CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END",
        f"CREATE TRIGGER audit_is_fixed BEFORE UPDATE ON audit WHEN NEW.actor_id IS NOT NULL"
        f" OR {_CHANGED.replace('DISTINCT FROM', 'NOT')} OR NEW.facts IS NOT OLD.facts"
        f" BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END",
    ),
    "postgresql": (
        f"""
        CREATE FUNCTION handreich_keep_audit() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' OR NEW.actor_id IS NOT NULL OR {_CHANGED}
                OR NEW.facts::text IS DISTINCT FROM OLD.facts::text
            THEN RAISE EXCEPTION '{_REFUSED}';
            END IF;
            RETURN NEW;
        END $$
        """,
        "CREATE TRIGGER audit_is_kept BEFORE UPDATE OR DELETE ON audit"
        " FOR EACH ROW EXECUTE FUNCTION handreich_keep_audit()",
    ),
}
