UPDATE planned_visit SET reason = coalesce(reason_as_code(reason), reason);
