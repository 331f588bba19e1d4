import pgtrigger.compiler
import rumbo.audit.rewriting
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("movements", "0002_put_off"),
    ]

    operations = [
        rumbo.audit.rewriting.RewriteHistory(
            triggers={
                "bookedseat": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "movements_bookedseatevent" ("booking_id", "compartment", "departure_id", "ended_at", "id", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "released_at", "seat_no", "state", "state_since") SELECT new_values."booking_id", new_values."compartment", new_values."departure_id", new_values."ended_at", new_values."id", new_values."occurred_at", new_values."office_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."released_at", new_values."seat_no", new_values."state", new_values."state_since" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="153f5889c39e1e38a6ca815030d5b1c32f7f027d",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_02439",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="movements_bookedseat",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "movements_bookedseatevent" ("booking_id", "compartment", "departure_id", "ended_at", "id", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "released_at", "seat_no", "state", "state_since") SELECT old_values."booking_id", old_values."compartment", old_values."departure_id", old_values."ended_at", old_values."id", old_values."occurred_at", old_values."office_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."released_at", old_values."seat_no", old_values."state", old_values."state_since" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="61cd73cbd04e0219f64e79ff1094cfc3adee0c6e",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5a0d4",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="movements_bookedseat",
                            when="AFTER",
                        ),
                    ),
                ],
                "booking": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "movements_bookingevent" ("by", "case_id", "compartment", "departure_id", "ended_at", "from_stop_id", "id", "occurred_at", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provisional_until", "recorded_at", "returns_to_stage", "to_stop_id") SELECT new_values."by", new_values."case_id", new_values."compartment", new_values."departure_id", new_values."ended_at", new_values."from_stop_id", new_values."id", new_values."occurred_at", new_values."office_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."provisional_until", new_values."recorded_at", new_values."returns_to_stage", new_values."to_stop_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="aae4b16709234a85c7677b9bd9e44e9f68e70655",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c147d",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="movements_booking",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "movements_bookingevent" ("by", "case_id", "compartment", "departure_id", "ended_at", "from_stop_id", "id", "occurred_at", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provisional_until", "recorded_at", "returns_to_stage", "to_stop_id") SELECT old_values."by", old_values."case_id", old_values."compartment", old_values."departure_id", old_values."ended_at", old_values."from_stop_id", old_values."id", old_values."occurred_at", old_values."office_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."provisional_until", old_values."recorded_at", old_values."returns_to_stage", old_values."to_stop_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="2add9d0e79f8fb64eae4ce68343cef45206995f0",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_43308",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="movements_booking",
                            when="AFTER",
                        ),
                    ),
                ],
                "departure": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "movements_departureevent" ("code", "compartment", "date", "fixed_cost", "funding_line", "id", "leaves_at", "min_passengers", "mode", "occurred_at", "office_id", "operator", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plate", "put_off_at", "recorded_at", "route", "seat_cost", "seats", "status", "vehicle", "version", "was_on", "wheelchair_places", "why_cancelled") SELECT new_values."code", new_values."compartment", new_values."date", new_values."fixed_cost", new_values."funding_line", new_values."id", new_values."leaves_at", new_values."min_passengers", new_values."mode", new_values."occurred_at", new_values."office_id", new_values."operator", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."plate", new_values."put_off_at", new_values."recorded_at", new_values."route", new_values."seat_cost", new_values."seats", new_values."status", new_values."vehicle", new_values."version", new_values."was_on", new_values."wheelchair_places", new_values."why_cancelled" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="1c249effb847bf55b24b6984e2bff03087c45842",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7d0ac",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="movements_departure",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "movements_departureevent" ("code", "compartment", "date", "fixed_cost", "funding_line", "id", "leaves_at", "min_passengers", "mode", "occurred_at", "office_id", "operator", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plate", "put_off_at", "recorded_at", "route", "seat_cost", "seats", "status", "vehicle", "version", "was_on", "wheelchair_places", "why_cancelled") SELECT old_values."code", old_values."compartment", old_values."date", old_values."fixed_cost", old_values."funding_line", old_values."id", old_values."leaves_at", old_values."min_passengers", old_values."mode", old_values."occurred_at", old_values."office_id", old_values."operator", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."plate", old_values."put_off_at", old_values."recorded_at", old_values."route", old_values."seat_cost", old_values."seats", old_values."status", old_values."vehicle", old_values."version", old_values."was_on", old_values."wheelchair_places", old_values."why_cancelled" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="d053e5fa985d2d5bd6bd6c476dabc4935a80a4b2",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ee907",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="movements_departure",
                            when="AFTER",
                        ),
                    ),
                ],
                "escort": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "movements_escortevent" ("compartment", "departure_id", "ended_at", "id", "kind", "name", "occurred_at", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "trained_for_children", "user") SELECT new_values."compartment", new_values."departure_id", new_values."ended_at", new_values."id", new_values."kind", new_values."name", new_values."occurred_at", new_values."office_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."trained_for_children", new_values."user" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7e82a7484384b582ed7f034847a6677cf5e3ee0b",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_68da8",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="movements_escort",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "movements_escortevent" ("compartment", "departure_id", "ended_at", "id", "kind", "name", "occurred_at", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "trained_for_children", "user") SELECT old_values."compartment", old_values."departure_id", old_values."ended_at", old_values."id", old_values."kind", old_values."name", old_values."occurred_at", old_values."office_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."trained_for_children", old_values."user" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="a0501a95986e85b03a7cb2fb47301daca80db84f",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_bb250",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="movements_escort",
                            when="AFTER",
                        ),
                    ),
                ],
                "incident": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "movements_incidentevent" ("by", "compartment", "departure_id", "id", "kind", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "stop_id", "what") SELECT new_values."by", new_values."compartment", new_values."departure_id", new_values."id", new_values."kind", new_values."occurred_at", new_values."office_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."stop_id", new_values."what" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="6c1d31a59ba64bfd1834f9b9317997d6d4800dc4",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c954f",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="movements_incident",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "movements_incidentevent" ("by", "compartment", "departure_id", "id", "kind", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "stop_id", "what") SELECT old_values."by", old_values."compartment", old_values."departure_id", old_values."id", old_values."kind", old_values."occurred_at", old_values."office_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."stop_id", old_values."what" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="5a5c22a5b29bc3669cca27a9ff176d4862fb8bd1",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f4e2d",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="movements_incident",
                            when="AFTER",
                        ),
                    ),
                ],
                "manifest": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "movements_manifestevent" ("by", "compartment", "content", "departure_id", "id", "kind", "number", "occurred_at", "office_id", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at") SELECT new_values."by", new_values."compartment", new_values."content", new_values."departure_id", new_values."id", new_values."kind", new_values."number", new_values."occurred_at", new_values."office_id", new_values."people", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="c49824c5806cf5269fa36c8c1f35113c12f3c439",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_850fa",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="movements_manifest",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "movements_manifestevent" ("by", "compartment", "content", "departure_id", "id", "kind", "number", "occurred_at", "office_id", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at") SELECT old_values."by", old_values."compartment", old_values."content", old_values."departure_id", old_values."id", old_values."kind", old_values."number", old_values."occurred_at", old_values."office_id", old_values."people", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="391dc22ad0de354916f9426d4d0ff9ca1fd32071",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_dba65",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="movements_manifest",
                            when="AFTER",
                        ),
                    ),
                ],
                "passengerevent": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "movements_passengereventevent" ("by", "compartment", "departure_id", "id", "kind", "note", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "seat_id") SELECT new_values."by", new_values."compartment", new_values."departure_id", new_values."id", new_values."kind", new_values."note", new_values."occurred_at", new_values."office_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."seat_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="d5c84f83892147954743fc802dbdaf8e8e1119a2",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c76d8",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="movements_passengerevent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "movements_passengereventevent" ("by", "compartment", "departure_id", "id", "kind", "note", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "seat_id") SELECT old_values."by", old_values."compartment", old_values."departure_id", old_values."id", old_values."kind", old_values."note", old_values."occurred_at", old_values."office_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."seat_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="9fa7db241ead73af091f27fde24c30848ce84c97",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_809f9",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="movements_passengerevent",
                            when="AFTER",
                        ),
                    ),
                ],
                "stopservice": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "movements_stopserviceevent" ("by", "compartment", "departure_id", "id", "occurred_at", "office_id", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "service", "stop_id") SELECT new_values."by", new_values."compartment", new_values."departure_id", new_values."id", new_values."occurred_at", new_values."office_id", new_values."people", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."service", new_values."stop_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="c153c016cdb6eae568f07f18b9f7ec9b8c34af4b",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_56ed8",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="movements_stopservice",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "movements_stopserviceevent" ("by", "compartment", "departure_id", "id", "occurred_at", "office_id", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "service", "stop_id") SELECT old_values."by", old_values."compartment", old_values."departure_id", old_values."id", old_values."occurred_at", old_values."office_id", old_values."people", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."service", old_values."stop_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="31deaf10acd4292741a84a1f455d1a2a532e29d1",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e8d83",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="movements_stopservice",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
    ]
