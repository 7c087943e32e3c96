"""Site assessments: indicator checklist, risk rating, review schedule and calendar. Pure functions over frozen records."""
