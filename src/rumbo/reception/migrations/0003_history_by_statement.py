import pgtrigger.compiler
import rumbo.audit.rewriting
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("reception", "0002_direct_arrival"),
    ]

    operations = [
        rumbo.audit.rewriting.RewriteHistory(
            triggers={
                "arrival": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reception_arrivalevent" ("by", "case_id", "centre", "compartment", "country", "departure_id", "id", "met_by", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receiving_office_id", "recorded_at", "state", "taken_back_at", "why") SELECT new_values."by", new_values."case_id", new_values."centre", new_values."compartment", new_values."country", new_values."departure_id", new_values."id", new_values."met_by", new_values."occurred_at", new_values."office_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."receiving_office_id", new_values."recorded_at", new_values."state", new_values."taken_back_at", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="70dd99b2b11176ba7a31ca77403b7fdb1cc90963",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_45a06",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="reception_arrival",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reception_arrivalevent" ("by", "case_id", "centre", "compartment", "country", "departure_id", "id", "met_by", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receiving_office_id", "recorded_at", "state", "taken_back_at", "why") SELECT old_values."by", old_values."case_id", old_values."centre", old_values."compartment", old_values."country", old_values."departure_id", old_values."id", old_values."met_by", old_values."occurred_at", old_values."office_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."receiving_office_id", old_values."recorded_at", old_values."state", old_values."taken_back_at", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="2c1ba81319af97331eff033b5b3d170262979c9a",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f63a0",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="reception_arrival",
                            when="AFTER",
                        ),
                    ),
                ],
                "directarrival": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reception_directarrivalevent" ("by", "case_id", "centre", "compartment", "country", "from_country", "id", "manner", "occurred_at", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at") SELECT new_values."by", new_values."case_id", new_values."centre", new_values."compartment", new_values."country", new_values."from_country", new_values."id", new_values."manner", new_values."occurred_at", new_values."office_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="d5f7e80aa1452ee8528c9af60dba2730b5075a0b",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5680f",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="reception_directarrival",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reception_directarrivalevent" ("by", "case_id", "centre", "compartment", "country", "from_country", "id", "manner", "occurred_at", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at") SELECT old_values."by", old_values."case_id", old_values."centre", old_values."compartment", old_values."country", old_values."from_country", old_values."id", old_values."manner", old_values."occurred_at", old_values."office_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="c41ea37bd70969cbf55c7dab4cb919c02857f5fe",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_75b3f",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="reception_directarrival",
                            when="AFTER",
                        ),
                    ),
                ],
                "kit": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reception_kitevent" ("arrival_id", "by", "case_id", "compartment", "id", "kind", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receiving_office_id", "recorded_at", "taken_back_at") SELECT new_values."arrival_id", new_values."by", new_values."case_id", new_values."compartment", new_values."id", new_values."kind", new_values."occurred_at", new_values."office_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."receiving_office_id", new_values."recorded_at", new_values."taken_back_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="c8d21f90bb682bcaf49cac14ce283eabd87cf6e7",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6faa2",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="reception_kit",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reception_kitevent" ("arrival_id", "by", "case_id", "compartment", "id", "kind", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receiving_office_id", "recorded_at", "taken_back_at") SELECT old_values."arrival_id", old_values."by", old_values."case_id", old_values."compartment", old_values."id", old_values."kind", old_values."occurred_at", old_values."office_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."receiving_office_id", old_values."recorded_at", old_values."taken_back_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="bb2fddae273eacf5d3cb57264b807f52f0e29217",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e4463",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="reception_kit",
                            when="AFTER",
                        ),
                    ),
                ],
                "nextstep": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reception_nextstepevent" ("arrival_id", "by", "case_id", "compartment", "id", "kind", "note", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receiving_office_id", "recorded_at", "taken_back_at") SELECT new_values."arrival_id", new_values."by", new_values."case_id", new_values."compartment", new_values."id", new_values."kind", new_values."note", new_values."occurred_at", new_values."office_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."receiving_office_id", new_values."recorded_at", new_values."taken_back_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="bc11078251856c44ddc844a6eedf09322728f762",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a0dca",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="reception_nextstep",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reception_nextstepevent" ("arrival_id", "by", "case_id", "compartment", "id", "kind", "note", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receiving_office_id", "recorded_at", "taken_back_at") SELECT old_values."arrival_id", old_values."by", old_values."case_id", old_values."compartment", old_values."id", old_values."kind", old_values."note", old_values."occurred_at", old_values."office_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."receiving_office_id", old_values."recorded_at", old_values."taken_back_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="a705c7e29085b93ef156c3e38aa0d1ed6a38202c",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_14685",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="reception_nextstep",
                            when="AFTER",
                        ),
                    ),
                ],
                "onwardmoney": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reception_onwardmoneyevent" ("amount", "arrival_id", "by", "case_id", "compartment", "currency", "id", "number", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receiving_office_id", "recorded_at", "signature_file", "signed", "taken_back_at", "taken_back_by", "why_taken_back") SELECT new_values."amount", new_values."arrival_id", new_values."by", new_values."case_id", new_values."compartment", new_values."currency", new_values."id", new_values."number", new_values."occurred_at", new_values."office_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."receiving_office_id", new_values."recorded_at", new_values."signature_file", new_values."signed", new_values."taken_back_at", new_values."taken_back_by", new_values."why_taken_back" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="038dd6f6ce8f68a5f80de3865e7030b2acafc02a",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_848dd",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="reception_onwardmoney",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reception_onwardmoneyevent" ("amount", "arrival_id", "by", "case_id", "compartment", "currency", "id", "number", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receiving_office_id", "recorded_at", "signature_file", "signed", "taken_back_at", "taken_back_by", "why_taken_back") SELECT old_values."amount", old_values."arrival_id", old_values."by", old_values."case_id", old_values."compartment", old_values."currency", old_values."id", old_values."number", old_values."occurred_at", old_values."office_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."receiving_office_id", old_values."recorded_at", old_values."signature_file", old_values."signed", old_values."taken_back_at", old_values."taken_back_by", old_values."why_taken_back" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="5899fb246275c29bce04623b3bb283f28872c3dc",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c4475",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="reception_onwardmoney",
                            when="AFTER",
                        ),
                    ),
                ],
                "referral": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reception_referralevent" ("answer_by", "attend_by", "by", "case_id", "compartment", "id", "need", "note", "occurred_at", "office_id", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receiving_office_id", "recorded_at", "status", "status_since", "target", "told") SELECT new_values."answer_by", new_values."attend_by", new_values."by", new_values."case_id", new_values."compartment", new_values."id", new_values."need", new_values."note", new_values."occurred_at", new_values."office_id", new_values."organisation_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."receiving_office_id", new_values."recorded_at", new_values."status", new_values."status_since", new_values."target", new_values."told" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="5c0f57181c3ca6dd514da728d871c69d57395f32",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_73ec8",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="reception_referral",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reception_referralevent" ("answer_by", "attend_by", "by", "case_id", "compartment", "id", "need", "note", "occurred_at", "office_id", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receiving_office_id", "recorded_at", "status", "status_since", "target", "told") SELECT old_values."answer_by", old_values."attend_by", old_values."by", old_values."case_id", old_values."compartment", old_values."id", old_values."need", old_values."note", old_values."occurred_at", old_values."office_id", old_values."organisation_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."receiving_office_id", old_values."recorded_at", old_values."status", old_values."status_since", old_values."target", old_values."told" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="f88bbba51a33079054c49faa47963d40c7365f12",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_cba05",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="reception_referral",
                            when="AFTER",
                        ),
                    ),
                ],
                "referralstep": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reception_referralstepevent" ("by", "compartment", "from_status", "id", "occurred_at", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "referral_id", "to_status", "why") SELECT new_values."by", new_values."compartment", new_values."from_status", new_values."id", new_values."occurred_at", new_values."office_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."referral_id", new_values."to_status", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="23123d1e1ec7c060e55a646bd57e90835d4fc217",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_86277",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="reception_referralstep",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reception_referralstepevent" ("by", "compartment", "from_status", "id", "occurred_at", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "referral_id", "to_status", "why") SELECT old_values."by", old_values."compartment", old_values."from_status", old_values."id", old_values."occurred_at", old_values."office_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."referral_id", old_values."to_status", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="67204b6767cad76529660da2f22ca65d9763409d",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_673cf",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="reception_referralstep",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
    ]
