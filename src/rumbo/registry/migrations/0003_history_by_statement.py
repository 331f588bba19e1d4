import pgtrigger.compiler
import rumbo.audit.rewriting
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0002_search_key_even"),
    ]

    operations = [
        rumbo.audit.rewriting.RewriteHistory(
            triggers={
                "dataconsent": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_dataconsentevent" ("by", "compartment", "how", "id", "language", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "withdrawn_at", "wording") SELECT new_values."by", new_values."compartment", new_values."how", new_values."id", new_values."language", new_values."occurred_at", new_values."office_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."recorded_by", new_values."withdrawn_at", new_values."wording" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="39b802d686720aca94d755ebefe74c590937fe9f",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_85271",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="registry_dataconsent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_dataconsentevent" ("by", "compartment", "how", "id", "language", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "withdrawn_at", "wording") SELECT old_values."by", old_values."compartment", old_values."how", old_values."id", old_values."language", old_values."occurred_at", old_values."office_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."withdrawn_at", old_values."wording" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="dfc5c6d44fea9177a39db1f050ce5691bde640e6",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9b3e4",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="registry_dataconsent",
                            when="AFTER",
                        ),
                    ),
                ],
                "groupmember": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_groupmemberevent" ("compartment", "group_id", "guardian_id", "guardian_relation", "id", "left_at", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "recorded_at", "relation") SELECT new_values."compartment", new_values."group_id", new_values."guardian_id", new_values."guardian_relation", new_values."id", new_values."left_at", new_values."occurred_at", new_values."office_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."recorded_at", new_values."relation" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="bf694a89ebf0de7f4365f81fd0817707ecbee52b",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3be3d",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="registry_groupmember",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_groupmemberevent" ("compartment", "group_id", "guardian_id", "guardian_relation", "id", "left_at", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "recorded_at", "relation") SELECT old_values."compartment", old_values."group_id", old_values."guardian_id", old_values."guardian_relation", old_values."id", old_values."left_at", old_values."occurred_at", old_values."office_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."recorded_at", old_values."relation" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="1acadbc554c302936dd3270a862a3f5e757d5610",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a5669",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="registry_groupmember",
                            when="AFTER",
                        ),
                    ),
                ],
                "person": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_personevent" ("age_disputed", "birth_date", "birth_precision", "can_read", "compartment", "contact", "contact_channel", "id", "identity", "individual_id", "language", "nationalities", "needs_interpreter", "occurred_at", "office_id", "origin_country", "origin_department", "other_languages", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "return_country", "return_department", "sealed", "search_no", "sex", "site", "source", "version") SELECT new_values."age_disputed", new_values."birth_date", new_values."birth_precision", new_values."can_read", new_values."compartment", new_values."contact", new_values."contact_channel", new_values."id", new_values."identity", new_values."individual_id", new_values."language", new_values."nationalities", new_values."needs_interpreter", new_values."occurred_at", new_values."office_id", new_values."origin_country", new_values."origin_department", new_values."other_languages", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."recorded_at", new_values."return_country", new_values."return_department", new_values."sealed", new_values."search_no", new_values."sex", new_values."site", new_values."source", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f16a25cb67c0f974d1d0ffd227bb327c6a733df9",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2388e",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="registry_person",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_personevent" ("age_disputed", "birth_date", "birth_precision", "can_read", "compartment", "contact", "contact_channel", "id", "identity", "individual_id", "language", "nationalities", "needs_interpreter", "occurred_at", "office_id", "origin_country", "origin_department", "other_languages", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "return_country", "return_department", "sealed", "search_no", "sex", "site", "source", "version") SELECT old_values."age_disputed", old_values."birth_date", old_values."birth_precision", old_values."can_read", old_values."compartment", old_values."contact", old_values."contact_channel", old_values."id", old_values."identity", old_values."individual_id", old_values."language", old_values."nationalities", old_values."needs_interpreter", old_values."occurred_at", old_values."office_id", old_values."origin_country", old_values."origin_department", old_values."other_languages", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."recorded_at", old_values."return_country", old_values."return_department", old_values."sealed", old_values."search_no", old_values."sex", old_values."site", old_values."source", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="a64d7c3086d06743b53ad30331b6734eb1d637b3",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a3234",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="registry_person",
                            when="AFTER",
                        ),
                    ),
                ],
                "possibleduplicate": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_possibleduplicateevent" ("compartment", "decided_at", "decided_by", "decision", "earlier_id", "id", "later_id", "occurred_at", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "probability", "reasons", "recorded_at", "version") SELECT new_values."compartment", new_values."decided_at", new_values."decided_by", new_values."decision", new_values."earlier_id", new_values."id", new_values."later_id", new_values."occurred_at", new_values."office_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."probability", new_values."reasons", new_values."recorded_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="d0636f5d3983e3dffdf7287f312b2a843894a38d",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2867a",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="registry_possibleduplicate",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_possibleduplicateevent" ("compartment", "decided_at", "decided_by", "decision", "earlier_id", "id", "later_id", "occurred_at", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "probability", "reasons", "recorded_at", "version") SELECT old_values."compartment", old_values."decided_at", old_values."decided_by", old_values."decision", old_values."earlier_id", old_values."id", old_values."later_id", old_values."occurred_at", old_values."office_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."probability", old_values."reasons", old_values."recorded_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="0317ad76e2293d165c09f6a1a579cc3b80e096ae",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9cffd",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="registry_possibleduplicate",
                            when="AFTER",
                        ),
                    ),
                ],
                "profile": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_profileevent" ("applied_to_regularise", "compartment", "education", "how_heard", "id", "observations", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_on_return", "reason_migrating", "reason_returning", "recorded_at", "sector", "status", "surveyed", "travelling_with", "wants_to_travel_from") SELECT new_values."applied_to_regularise", new_values."compartment", new_values."education", new_values."how_heard", new_values."id", new_values."observations", new_values."occurred_at", new_values."office_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."plan_on_return", new_values."reason_migrating", new_values."reason_returning", new_values."recorded_at", new_values."sector", new_values."status", new_values."surveyed", new_values."travelling_with", new_values."wants_to_travel_from" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="75d0020beeae43cd7e786c442342268c1fb43591",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5f2b6",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="registry_profile",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_profileevent" ("applied_to_regularise", "compartment", "education", "how_heard", "id", "observations", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_on_return", "reason_migrating", "reason_returning", "recorded_at", "sector", "status", "surveyed", "travelling_with", "wants_to_travel_from") SELECT old_values."applied_to_regularise", old_values."compartment", old_values."education", old_values."how_heard", old_values."id", old_values."observations", old_values."occurred_at", old_values."office_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."plan_on_return", old_values."reason_migrating", old_values."reason_returning", old_values."recorded_at", old_values."sector", old_values."status", old_values."surveyed", old_values."travelling_with", old_values."wants_to_travel_from" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="1ca227e87f4dab0c79c0291ebbfd9f31e141e671",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_60289",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="registry_profile",
                            when="AFTER",
                        ),
                    ),
                ],
                "travelgroup": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_travelgroupevent" ("compartment", "id", "occurred_at", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "sheet_folio") SELECT new_values."compartment", new_values."id", new_values."occurred_at", new_values."office_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."sheet_folio" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="030f215fb5ea295384d055582b88335f2b1ecd5c",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5395d",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="registry_travelgroup",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_travelgroupevent" ("compartment", "id", "occurred_at", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "sheet_folio") SELECT old_values."compartment", old_values."id", old_values."occurred_at", old_values."office_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."sheet_folio" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="46e3289b6cb634bcb3b4acdd5e164abe342bc670",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_019eb",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="registry_travelgroup",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
    ]
