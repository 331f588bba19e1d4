import pgtrigger.compiler
import rumbo.audit.rewriting
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("protection", "0003_what_the_check_found"),
    ]

    operations = [
        rumbo.audit.rewriting.RewriteHistory(
            triggers={
                "asylumclaim": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "protection_asylumclaimevent" ("by", "case_id", "compartment", "effects_explained_on", "id", "notes", "occurred_at", "office_id", "own_decision_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protection_officer", "recorded_at") SELECT new_values."by", new_values."case_id", new_values."compartment", new_values."effects_explained_on", new_values."id", new_values."notes", new_values."occurred_at", new_values."office_id", new_values."own_decision_on", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."protection_officer", new_values."recorded_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="08096fa20e773e1bb705ab97ae5c9865ec0bf11c",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_976db",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="protection_asylumclaim",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "protection_asylumclaimevent" ("by", "case_id", "compartment", "effects_explained_on", "id", "notes", "occurred_at", "office_id", "own_decision_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protection_officer", "recorded_at") SELECT old_values."by", old_values."case_id", old_values."compartment", old_values."effects_explained_on", old_values."id", old_values."notes", old_values."occurred_at", old_values."office_id", old_values."own_decision_on", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."protection_officer", old_values."recorded_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="c19fccdbfa65d42dfb414ee6994cb3a6e43dd8cc",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_668f9",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="protection_asylumclaim",
                            when="AFTER",
                        ),
                    ),
                ],
                "careneeds": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "protection_careneedsevent" ("by", "case_id", "compartment", "id", "needs", "notes", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at") SELECT new_values."by", new_values."case_id", new_values."compartment", new_values."id", new_values."needs", new_values."notes", new_values."occurred_at", new_values."office_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="9c0cf6d15f4d62fe2ca8a619b8a1d42e124fbd1d",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e3d43",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="protection_careneeds",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "protection_careneedsevent" ("by", "case_id", "compartment", "id", "needs", "notes", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at") SELECT old_values."by", old_values."case_id", old_values."compartment", old_values."id", old_values."needs", old_values."notes", old_values."occurred_at", old_values."office_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="9efbc662778e27ae6d4304385384748ce6fcdc8a",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_047b8",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="protection_careneeds",
                            when="AFTER",
                        ),
                    ),
                ],
                "childtrack": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "protection_childtrackevent" ("best_interests", "best_interests_on", "by", "case_id", "compartment", "dispensed_by_authority_on", "escort", "escort_is_specialised", "family_traced_on", "guardian_assigned", "guardian_consent_on", "guardian_consent_withdrawn_on", "handover", "handover_arranged_on", "heard_on", "id", "notes", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receiver", "receiver_confirmed_on", "recorded_at") SELECT new_values."best_interests", new_values."best_interests_on", new_values."by", new_values."case_id", new_values."compartment", new_values."dispensed_by_authority_on", new_values."escort", new_values."escort_is_specialised", new_values."family_traced_on", new_values."guardian_assigned", new_values."guardian_consent_on", new_values."guardian_consent_withdrawn_on", new_values."handover", new_values."handover_arranged_on", new_values."heard_on", new_values."id", new_values."notes", new_values."occurred_at", new_values."office_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."receiver", new_values."receiver_confirmed_on", new_values."recorded_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="093593dfb7f4982afb477c06666f7c2afa279a6b",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_52c6a",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="protection_childtrack",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "protection_childtrackevent" ("best_interests", "best_interests_on", "by", "case_id", "compartment", "dispensed_by_authority_on", "escort", "escort_is_specialised", "family_traced_on", "guardian_assigned", "guardian_consent_on", "guardian_consent_withdrawn_on", "handover", "handover_arranged_on", "heard_on", "id", "notes", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receiver", "receiver_confirmed_on", "recorded_at") SELECT old_values."best_interests", old_values."best_interests_on", old_values."by", old_values."case_id", old_values."compartment", old_values."dispensed_by_authority_on", old_values."escort", old_values."escort_is_specialised", old_values."family_traced_on", old_values."guardian_assigned", old_values."guardian_consent_on", old_values."guardian_consent_withdrawn_on", old_values."handover", old_values."handover_arranged_on", old_values."heard_on", old_values."id", old_values."notes", old_values."occurred_at", old_values."office_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."receiver", old_values."receiver_confirmed_on", old_values."recorded_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="b0a0904e9ddb17d3625a45b59db37979d17453c1",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2a2e0",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="protection_childtrack",
                            when="AFTER",
                        ),
                    ),
                ],
                "custodyfinding": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "protection_custodyfindingevent" ("by", "case_id", "compartment", "counsel", "id", "notes", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at") SELECT new_values."by", new_values."case_id", new_values."compartment", new_values."counsel", new_values."id", new_values."notes", new_values."occurred_at", new_values."office_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="61a136c43bd57c1b732e3ca8931e2533c1aa9baf",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_bdac4",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="protection_custodyfinding",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "protection_custodyfindingevent" ("by", "case_id", "compartment", "counsel", "id", "notes", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at") SELECT old_values."by", old_values."case_id", old_values."compartment", old_values."counsel", old_values."id", old_values."notes", old_values."occurred_at", old_values."office_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="3ccf4345231de22a2a080b7dd36e4b772e9453e1",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_fcb97",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="protection_custodyfinding",
                            when="AFTER",
                        ),
                    ),
                ],
                "fearanswer": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "protection_fearanswerevent" ("alone", "answer", "by", "case_id", "compartment", "confirmed_at", "confirmed_by", "id", "notes", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "resolution", "resolved_at", "resolved_by", "why", "words") SELECT new_values."alone", new_values."answer", new_values."by", new_values."case_id", new_values."compartment", new_values."confirmed_at", new_values."confirmed_by", new_values."id", new_values."notes", new_values."occurred_at", new_values."office_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."resolution", new_values."resolved_at", new_values."resolved_by", new_values."why", new_values."words" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="4323fa23d293b120b80e90d3de9d9d302e6c3a3b",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_dc8d3",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="protection_fearanswer",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "protection_fearanswerevent" ("alone", "answer", "by", "case_id", "compartment", "confirmed_at", "confirmed_by", "id", "notes", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "resolution", "resolved_at", "resolved_by", "why", "words") SELECT old_values."alone", old_values."answer", old_values."by", old_values."case_id", old_values."compartment", old_values."confirmed_at", old_values."confirmed_by", old_values."id", old_values."notes", old_values."occurred_at", old_values."office_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."resolution", old_values."resolved_at", old_values."resolved_by", old_values."why", old_values."words" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="dc8a6bc86fa99a858e8640dae3cc2498524d6357",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9f6ce",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="protection_fearanswer",
                            when="AFTER",
                        ),
                    ),
                ],
                "fitnessfinding": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "protection_fitnessfindingevent" ("by", "case_id", "compartment", "conditions", "escort", "found", "id", "notes", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "result", "self_rated_health", "suffered", "valid_until") SELECT new_values."by", new_values."case_id", new_values."compartment", new_values."conditions", new_values."escort", new_values."found", new_values."id", new_values."notes", new_values."occurred_at", new_values."office_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."result", new_values."self_rated_health", new_values."suffered", new_values."valid_until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="9c8c061d480669d74870e9cff3aa8ca62860e5ac",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_de6c9",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="protection_fitnessfinding",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "protection_fitnessfindingevent" ("by", "case_id", "compartment", "conditions", "escort", "found", "id", "notes", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "result", "self_rated_health", "suffered", "valid_until") SELECT old_values."by", old_values."case_id", old_values."compartment", old_values."conditions", old_values."escort", old_values."found", old_values."id", old_values."notes", old_values."occurred_at", old_values."office_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."result", old_values."self_rated_health", old_values."suffered", old_values."valid_until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="8d6a551b964be485f4a4b5216885f262d9f354a4",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_bd54f",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="protection_fitnessfinding",
                            when="AFTER",
                        ),
                    ),
                ],
                "mppstanding": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "protection_mppstandingevent" ("by", "case_id", "compartment", "court_date", "explained", "id", "in_mpp", "keeps_case", "no_guarantee_signed_on", "notes", "occurred_at", "office_id", "own_words", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "reentry_valid_until", "understood") SELECT new_values."by", new_values."case_id", new_values."compartment", new_values."court_date", new_values."explained", new_values."id", new_values."in_mpp", new_values."keeps_case", new_values."no_guarantee_signed_on", new_values."notes", new_values."occurred_at", new_values."office_id", new_values."own_words", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."reentry_valid_until", new_values."understood" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="51a2c4dcabcb3929be845fc280be023034af6e80",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2a364",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="protection_mppstanding",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "protection_mppstandingevent" ("by", "case_id", "compartment", "court_date", "explained", "id", "in_mpp", "keeps_case", "no_guarantee_signed_on", "notes", "occurred_at", "office_id", "own_words", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "reentry_valid_until", "understood") SELECT old_values."by", old_values."case_id", old_values."compartment", old_values."court_date", old_values."explained", old_values."id", old_values."in_mpp", old_values."keeps_case", old_values."no_guarantee_signed_on", old_values."notes", old_values."occurred_at", old_values."office_id", old_values."own_words", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."reentry_valid_until", old_values."understood" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="69281e544919a59e63375504374e1ec8507a02a9",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ed679",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="protection_mppstanding",
                            when="AFTER",
                        ),
                    ),
                ],
                "pregnancy": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "protection_pregnancyevent" ("by", "case_id", "certificate", "compartment", "id", "multiple", "notes", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "status", "weeks") SELECT new_values."by", new_values."case_id", new_values."certificate", new_values."compartment", new_values."id", new_values."multiple", new_values."notes", new_values."occurred_at", new_values."office_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."status", new_values."weeks" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="5965dd33a658ae708b52e5cb838d539ea3713e30",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b4682",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="protection_pregnancy",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "protection_pregnancyevent" ("by", "case_id", "certificate", "compartment", "id", "multiple", "notes", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "status", "weeks") SELECT old_values."by", old_values."case_id", old_values."certificate", old_values."compartment", old_values."id", old_values."multiple", old_values."notes", old_values."occurred_at", old_values."office_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."status", old_values."weeks" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="d6e15b295f416fed6f6e6ed067518da190c4f51e",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_64f2e",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="protection_pregnancy",
                            when="AFTER",
                        ),
                    ),
                ],
                "screening": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "protection_screeningevent" ("alone", "by", "by_child_officer", "case_id", "codes", "compartment", "id", "in_custody", "in_mpp", "incidents", "notes", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at") SELECT new_values."alone", new_values."by", new_values."by_child_officer", new_values."case_id", new_values."codes", new_values."compartment", new_values."id", new_values."in_custody", new_values."in_mpp", new_values."incidents", new_values."notes", new_values."occurred_at", new_values."office_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f3ed6ff33fd7ab824678ee0d063a247198dcd973",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c17ff",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="protection_screening",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "protection_screeningevent" ("alone", "by", "by_child_officer", "case_id", "codes", "compartment", "id", "in_custody", "in_mpp", "incidents", "notes", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at") SELECT old_values."alone", old_values."by", old_values."by_child_officer", old_values."case_id", old_values."codes", old_values."compartment", old_values."id", old_values."in_custody", old_values."in_mpp", old_values."incidents", old_values."notes", old_values."occurred_at", old_values."office_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="99c452d40b3981286c1fba83c31064585a5d164a",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_dedac",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="protection_screening",
                            when="AFTER",
                        ),
                    ),
                ],
                "survivorfinding": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "protection_survivorfindingevent" ("by", "case_id", "compartment", "family_violence", "id", "kidnapping", "kidnapping_unflag_by", "notes", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "rights_explained_on", "safety_finding_on", "violence_unflag_by") SELECT new_values."by", new_values."case_id", new_values."compartment", new_values."family_violence", new_values."id", new_values."kidnapping", new_values."kidnapping_unflag_by", new_values."notes", new_values."occurred_at", new_values."office_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."rights_explained_on", new_values."safety_finding_on", new_values."violence_unflag_by" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="93944279497a1343393875b31f41f77b055c5dcd",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3bd6e",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="protection_survivorfinding",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "protection_survivorfindingevent" ("by", "case_id", "compartment", "family_violence", "id", "kidnapping", "kidnapping_unflag_by", "notes", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "rights_explained_on", "safety_finding_on", "violence_unflag_by") SELECT old_values."by", old_values."case_id", old_values."compartment", old_values."family_violence", old_values."id", old_values."kidnapping", old_values."kidnapping_unflag_by", old_values."notes", old_values."occurred_at", old_values."office_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."rights_explained_on", old_values."safety_finding_on", old_values."violence_unflag_by" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="90d59394110e5018bb4440d633e3cdea6b7f641e",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f64b0",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="protection_survivorfinding",
                            when="AFTER",
                        ),
                    ),
                ],
                "traffickingclearance": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "protection_traffickingclearanceevent" ("by", "case_id", "compartment", "flag", "host_cleared_by", "host_cleared_on", "id", "notes", "occurred_at", "office_id", "origin_cleared_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "second_officer", "share_with_origin", "unflag_asked_by") SELECT new_values."by", new_values."case_id", new_values."compartment", new_values."flag", new_values."host_cleared_by", new_values."host_cleared_on", new_values."id", new_values."notes", new_values."occurred_at", new_values."office_id", new_values."origin_cleared_on", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."second_officer", new_values."share_with_origin", new_values."unflag_asked_by" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="e2d9b1823b35d19ad34d3e21d7a153db08d402b0",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f6560",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="protection_traffickingclearance",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "protection_traffickingclearanceevent" ("by", "case_id", "compartment", "flag", "host_cleared_by", "host_cleared_on", "id", "notes", "occurred_at", "office_id", "origin_cleared_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "second_officer", "share_with_origin", "unflag_asked_by") SELECT old_values."by", old_values."case_id", old_values."compartment", old_values."flag", old_values."host_cleared_by", old_values."host_cleared_on", old_values."id", old_values."notes", old_values."occurred_at", old_values."office_id", old_values."origin_cleared_on", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."second_officer", old_values."share_with_origin", old_values."unflag_asked_by" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="3780bae2dcf4605b06a2426a32029d27c69c1ce4",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_fad5a",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="protection_traffickingclearance",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
    ]
