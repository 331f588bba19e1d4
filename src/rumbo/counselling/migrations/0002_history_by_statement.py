import pgtrigger.compiler
import rumbo.audit.rewriting
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("counselling", "0001_initial"),
    ]

    operations = [
        rumbo.audit.rewriting.RewriteHistory(
            triggers={
                "declaration": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "counselling_declarationevent" ("case_id", "compartment", "how", "id", "interpreter", "interpreter_name", "language", "occurred_at", "office_id", "paper_file", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_aloud", "recorded_at", "recorded_by", "replaced_by", "signature_file", "travel_date", "withdrawn_at", "witness", "wording") SELECT new_values."case_id", new_values."compartment", new_values."how", new_values."id", new_values."interpreter", new_values."interpreter_name", new_values."language", new_values."occurred_at", new_values."office_id", new_values."paper_file", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."read_aloud", new_values."recorded_at", new_values."recorded_by", new_values."replaced_by", new_values."signature_file", new_values."travel_date", new_values."withdrawn_at", new_values."witness", new_values."wording" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="3be8130fc3faa98a953772584eaf39fa933710f8",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_528ac",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="counselling_declaration",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "counselling_declarationevent" ("case_id", "compartment", "how", "id", "interpreter", "interpreter_name", "language", "occurred_at", "office_id", "paper_file", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_aloud", "recorded_at", "recorded_by", "replaced_by", "signature_file", "travel_date", "withdrawn_at", "witness", "wording") SELECT old_values."case_id", old_values."compartment", old_values."how", old_values."id", old_values."interpreter", old_values."interpreter_name", old_values."language", old_values."occurred_at", old_values."office_id", old_values."paper_file", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."read_aloud", old_values."recorded_at", old_values."recorded_by", old_values."replaced_by", old_values."signature_file", old_values."travel_date", old_values."withdrawn_at", old_values."witness", old_values."wording" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="38001aba2e0853ad3e4dcaeb1d8744ba9d6ea3ba",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_527f7",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="counselling_declaration",
                            when="AFTER",
                        ),
                    ),
                ],
                "guardiandeclaration": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "counselling_guardiandeclarationevent" ("capacity", "case_id", "child_id", "compartment", "guardian_id", "how", "id", "interpreter", "interpreter_name", "language", "occurred_at", "office_id", "paper_file", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_aloud", "recorded_at", "recorded_by", "replaced_by", "signature_file", "signed_by", "travel_date", "withdrawn_at", "witness", "wording") SELECT new_values."capacity", new_values."case_id", new_values."child_id", new_values."compartment", new_values."guardian_id", new_values."how", new_values."id", new_values."interpreter", new_values."interpreter_name", new_values."language", new_values."occurred_at", new_values."office_id", new_values."paper_file", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."read_aloud", new_values."recorded_at", new_values."recorded_by", new_values."replaced_by", new_values."signature_file", new_values."signed_by", new_values."travel_date", new_values."withdrawn_at", new_values."witness", new_values."wording" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="00cdfafa97360fe45240a92695928c59d5ebd88f",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_11d07",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="counselling_guardiandeclaration",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "counselling_guardiandeclarationevent" ("capacity", "case_id", "child_id", "compartment", "guardian_id", "how", "id", "interpreter", "interpreter_name", "language", "occurred_at", "office_id", "paper_file", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_aloud", "recorded_at", "recorded_by", "replaced_by", "signature_file", "signed_by", "travel_date", "withdrawn_at", "witness", "wording") SELECT old_values."capacity", old_values."case_id", old_values."child_id", old_values."compartment", old_values."guardian_id", old_values."how", old_values."id", old_values."interpreter", old_values."interpreter_name", old_values."language", old_values."occurred_at", old_values."office_id", old_values."paper_file", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."read_aloud", old_values."recorded_at", old_values."recorded_by", old_values."replaced_by", old_values."signature_file", old_values."signed_by", old_values."travel_date", old_values."withdrawn_at", old_values."witness", old_values."wording" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="43d40b0eac2f0be9931d30aaeec41e2dee619da6",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_188af",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="counselling_guardiandeclaration",
                            when="AFTER",
                        ),
                    ),
                ],
                "reconfirmation": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "counselling_reconfirmationevent" ("by", "by_guardian", "case_id", "compartment", "id", "occurred_at", "office_id", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "taken_back_at") SELECT new_values."by", new_values."by_guardian", new_values."case_id", new_values."compartment", new_values."id", new_values."occurred_at", new_values."office_id", new_values."on", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."taken_back_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="2c15152851a1c922e750888bd46dfff149c1b6b9",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8872f",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="counselling_reconfirmation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "counselling_reconfirmationevent" ("by", "by_guardian", "case_id", "compartment", "id", "occurred_at", "office_id", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "taken_back_at") SELECT old_values."by", old_values."by_guardian", old_values."case_id", old_values."compartment", old_values."id", old_values."occurred_at", old_values."office_id", old_values."on", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."taken_back_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="17f15e1b466a138bbea5ce24e0f23c713ea38dad",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ab0d3",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="counselling_reconfirmation",
                            when="AFTER",
                        ),
                    ),
                ],
                "session": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "counselling_sessionevent" ("alternatives", "asylum_explained", "by", "case_id", "compartment", "country_information", "decision", "id", "interpreter", "language", "minutes", "mode", "notes", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "questions", "recorded_at", "topics") SELECT new_values."alternatives", new_values."asylum_explained", new_values."by", new_values."case_id", new_values."compartment", new_values."country_information", new_values."decision", new_values."id", new_values."interpreter", new_values."language", new_values."minutes", new_values."mode", new_values."notes", new_values."occurred_at", new_values."office_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."questions", new_values."recorded_at", new_values."topics" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="548a6ab1e35f00aa3d4ae1a0afd2b6742d0c606b",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6ad9f",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="counselling_session",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "counselling_sessionevent" ("alternatives", "asylum_explained", "by", "case_id", "compartment", "country_information", "decision", "id", "interpreter", "language", "minutes", "mode", "notes", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "questions", "recorded_at", "topics") SELECT old_values."alternatives", old_values."asylum_explained", old_values."by", old_values."case_id", old_values."compartment", old_values."country_information", old_values."decision", old_values."id", old_values."interpreter", old_values."language", old_values."minutes", old_values."mode", old_values."notes", old_values."occurred_at", old_values."office_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."questions", old_values."recorded_at", old_values."topics" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="42745bb32bfaba18167b1c30b0e857c42197d4b6",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ee594",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="counselling_session",
                            when="AFTER",
                        ),
                    ),
                ],
                "shareconsent": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "counselling_shareconsentevent" ("by", "compartment", "given", "id", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient", "recorded_at", "recorded_by", "until", "withdrawn_at", "wording") SELECT new_values."by", new_values."compartment", new_values."given", new_values."id", new_values."occurred_at", new_values."office_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recipient", new_values."recorded_at", new_values."recorded_by", new_values."until", new_values."withdrawn_at", new_values."wording" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="a12817c3c2d52c4e22a098c5aa780073fef099a1",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8493e",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="counselling_shareconsent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "counselling_shareconsentevent" ("by", "compartment", "given", "id", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient", "recorded_at", "recorded_by", "until", "withdrawn_at", "wording") SELECT old_values."by", old_values."compartment", old_values."given", old_values."id", old_values."occurred_at", old_values."office_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recipient", old_values."recorded_at", old_values."recorded_by", old_values."until", old_values."withdrawn_at", old_values."wording" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="67560b5e6b18872719ebf8428347455585e6f9e0",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f7d80",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="counselling_shareconsent",
                            when="AFTER",
                        ),
                    ),
                ],
                "voluntarinessfinding": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "counselling_voluntarinessfindingevent" ("alone", "by", "capacity", "case_id", "compartment", "decision_maker", "free", "id", "informed", "notes", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pressure", "recorded_at") SELECT new_values."alone", new_values."by", new_values."capacity", new_values."case_id", new_values."compartment", new_values."decision_maker", new_values."free", new_values."id", new_values."informed", new_values."notes", new_values."occurred_at", new_values."office_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pressure", new_values."recorded_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7dd3aedc1d339708582085329f1af6a2a241f34b",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_59442",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="counselling_voluntarinessfinding",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "counselling_voluntarinessfindingevent" ("alone", "by", "capacity", "case_id", "compartment", "decision_maker", "free", "id", "informed", "notes", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pressure", "recorded_at") SELECT old_values."alone", old_values."by", old_values."capacity", old_values."case_id", old_values."compartment", old_values."decision_maker", old_values."free", old_values."id", old_values."informed", old_values."notes", old_values."occurred_at", old_values."office_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pressure", old_values."recorded_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="c546fbed49ea66db0dc3ef49f93d6d48059cb0f0",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5260d",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="counselling_voluntarinessfinding",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
    ]
