import pgtrigger.compiler
import rumbo.audit.rewriting
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("followup", "0001_initial"),
    ]

    operations = [
        rumbo.audit.rewriting.RewriteHistory(
            triggers={
                "call": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "followup_callevent" ("arrival_id", "by", "case_id", "compartment", "done_at", "id", "occurred_at", "office_id", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receiving_office_id", "recorded_at") SELECT new_values."arrival_id", new_values."by", new_values."case_id", new_values."compartment", new_values."done_at", new_values."id", new_values."occurred_at", new_values."office_id", new_values."outcome", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."receiving_office_id", new_values."recorded_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="4719608de9d3a469fa0c544e8bf3e0ea008728c6",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_14c3f",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="followup_call",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "followup_callevent" ("arrival_id", "by", "case_id", "compartment", "done_at", "id", "occurred_at", "office_id", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receiving_office_id", "recorded_at") SELECT old_values."arrival_id", old_values."by", old_values."case_id", old_values."compartment", old_values."done_at", old_values."id", old_values."occurred_at", old_values."office_id", old_values."outcome", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."receiving_office_id", old_values."recorded_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="ee823edfa55bb0f7a8b568a663b3e4fed20b18bc",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2df82",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="followup_call",
                            when="AFTER",
                        ),
                    ),
                ],
                "callattempt": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "followup_callattemptevent" ("by", "call_id", "case_id", "compartment", "id", "note", "occurred_at", "office_id", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receiving_office_id", "recorded_at") SELECT new_values."by", new_values."call_id", new_values."case_id", new_values."compartment", new_values."id", new_values."note", new_values."occurred_at", new_values."office_id", new_values."outcome", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."receiving_office_id", new_values."recorded_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="0950a290777fb25b97621e397b19837aa4cfcc4d",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5009c",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="followup_callattempt",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "followup_callattemptevent" ("by", "call_id", "case_id", "compartment", "id", "note", "occurred_at", "office_id", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receiving_office_id", "recorded_at") SELECT old_values."by", old_values."call_id", old_values."case_id", old_values."compartment", old_values."id", old_values."note", old_values."occurred_at", old_values."office_id", old_values."outcome", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."receiving_office_id", old_values."recorded_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="1bbee8cd73aa6c3528c46574c9929038780e1ce1",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_30621",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="followup_callattempt",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
    ]
