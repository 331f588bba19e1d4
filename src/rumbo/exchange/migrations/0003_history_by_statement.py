import pgtrigger.compiler
import rumbo.audit.rewriting
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0002_urgent"),
    ]

    operations = [
        rumbo.audit.rewriting.RewriteHistory(
            triggers={
                "intakerow": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "exchange_intakerowevent" ("case_id", "child_alone", "compartment", "family_key", "faults", "flags", "folio", "id", "key", "number", "occurred_at", "office_id", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "probability", "raw", "reasons", "recorded_at", "resembles_id", "resembles_row_id", "settled_at", "settled_by", "sheet_id", "urgent", "version") SELECT new_values."case_id", new_values."child_alone", new_values."compartment", new_values."family_key", new_values."faults", new_values."flags", new_values."folio", new_values."id", new_values."key", new_values."number", new_values."occurred_at", new_values."office_id", new_values."outcome", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."probability", new_values."raw", new_values."reasons", new_values."recorded_at", new_values."resembles_id", new_values."resembles_row_id", new_values."settled_at", new_values."settled_by", new_values."sheet_id", new_values."urgent", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f2a2926c2eee052399dd190c6e4af22e82ad6aeb",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b52c0",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="exchange_intakerow",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "exchange_intakerowevent" ("case_id", "child_alone", "compartment", "family_key", "faults", "flags", "folio", "id", "key", "number", "occurred_at", "office_id", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "probability", "raw", "reasons", "recorded_at", "resembles_id", "resembles_row_id", "settled_at", "settled_by", "sheet_id", "urgent", "version") SELECT old_values."case_id", old_values."child_alone", old_values."compartment", old_values."family_key", old_values."faults", old_values."flags", old_values."folio", old_values."id", old_values."key", old_values."number", old_values."occurred_at", old_values."office_id", old_values."outcome", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."probability", old_values."raw", old_values."reasons", old_values."recorded_at", old_values."resembles_id", old_values."resembles_row_id", old_values."settled_at", old_values."settled_by", old_values."sheet_id", old_values."urgent", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="c6618341ea031b6547eb09929cdcafe7c7c5ebc9",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_04fe3",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="exchange_intakerow",
                            when="AFTER",
                        ),
                    ),
                ]
            },
        ),
    ]
