import pgtrigger.compiler
import rumbo.audit.rewriting
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0001_initial"),
    ]

    operations = [
        rumbo.audit.rewriting.RewriteHistory(
            triggers={
                "agreement": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_agreementevent" ("code", "from_file", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "source", "valid_from", "valid_until") SELECT new_values."code", new_values."from_file", _pgh_attached_context.value, NOW(), \'insert\', new_values."code", new_values."programme_id", new_values."source", new_values."valid_from", new_values."valid_until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="e09fff486a1d2ca839c482e476f061ac90320f26",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_14046",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="programmes_agreement",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_agreementevent" ("code", "from_file", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "source", "valid_from", "valid_until") SELECT old_values."code", old_values."from_file", _pgh_attached_context.value, NOW(), \'delete\', old_values."code", old_values."programme_id", old_values."source", old_values."valid_from", old_values."valid_until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="ff17c00dfed596033e37bc2a1e26623304a643fe",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d2000",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="programmes_agreement",
                            when="AFTER",
                        ),
                    ),
                ],
                "duediligence": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_duediligenceevent" ("area_id", "code", "finding", "from_file", "host_id", "note_en", "note_es", "origin_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "valid_from", "valid_until") SELECT new_values."area_id", new_values."code", new_values."finding", new_values."from_file", new_values."host_id", new_values."note_en", new_values."note_es", new_values."origin_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."code", new_values."source", new_values."valid_from", new_values."valid_until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="4f62cf4407f91384457ddbf0390f7eec340ed23f",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_575cc",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="programmes_duediligence",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_duediligenceevent" ("area_id", "code", "finding", "from_file", "host_id", "note_en", "note_es", "origin_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "valid_from", "valid_until") SELECT old_values."area_id", old_values."code", old_values."finding", old_values."from_file", old_values."host_id", old_values."note_en", old_values."note_es", old_values."origin_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."code", old_values."source", old_values."valid_from", old_values."valid_until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="c249980c746963d7523882affbdb0b415ee7fcab",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4d1ad",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="programmes_duediligence",
                            when="AFTER",
                        ),
                    ),
                ],
                "eligibilitycriterion": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_eligibilitycriterionevent" ("code", "en", "es", "from_file", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reason", "source", "test", "unknown_en", "unknown_es", "valid_from", "valid_until") SELECT new_values."code", new_values."en", new_values."es", new_values."from_file", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."code", new_values."position", new_values."reason", new_values."source", new_values."test", new_values."unknown_en", new_values."unknown_es", new_values."valid_from", new_values."valid_until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="b5ad262a99c91e6ec2648583dbca2db8711aea37",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b3b3f",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="programmes_eligibilitycriterion",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_eligibilitycriterionevent" ("code", "en", "es", "from_file", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reason", "source", "test", "unknown_en", "unknown_es", "valid_from", "valid_until") SELECT old_values."code", old_values."en", old_values."es", old_values."from_file", old_values."outcome", _pgh_attached_context.value, NOW(), \'delete\', old_values."code", old_values."position", old_values."reason", old_values."source", old_values."test", old_values."unknown_en", old_values."unknown_es", old_values."valid_from", old_values."valid_until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="d71a889960bddd77b95177c0fbffa49e481cba8c",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e4fbc",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="programmes_eligibilitycriterion",
                            when="AFTER",
                        ),
                    ),
                ],
                "formalrequest": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_formalrequestevent" ("code", "from_file", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "requested_by", "source", "valid_from", "valid_until") SELECT new_values."code", new_values."from_file", _pgh_attached_context.value, NOW(), \'insert\', new_values."code", new_values."programme_id", new_values."requested_by", new_values."source", new_values."valid_from", new_values."valid_until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7718f0c0672ba9f4639f19ff7440dcfee5925973",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5e33b",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="programmes_formalrequest",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_formalrequestevent" ("code", "from_file", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "requested_by", "source", "valid_from", "valid_until") SELECT old_values."code", old_values."from_file", _pgh_attached_context.value, NOW(), \'delete\', old_values."code", old_values."programme_id", old_values."requested_by", old_values."source", old_values."valid_from", old_values."valid_until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="917685c5eebd38e9ee8bd7082fb2a3bb03c3df01",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9fa37",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="programmes_formalrequest",
                            when="AFTER",
                        ),
                    ),
                ],
                "fundingline": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_fundinglineevent" ("amount_minor", "code", "currency", "donor", "en", "es", "from_file", "min_vulnerability", "nationalities", "pays_fixed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programmes", "source", "valid_from", "valid_until") SELECT new_values."amount_minor", new_values."code", new_values."currency", new_values."donor", new_values."en", new_values."es", new_values."from_file", new_values."min_vulnerability", new_values."nationalities", new_values."pays_fixed", _pgh_attached_context.value, NOW(), \'insert\', new_values."code", new_values."programmes", new_values."source", new_values."valid_from", new_values."valid_until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="581621cdd2e6b48cc34250af40b01b38ec7aeaae",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2cb83",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="programmes_fundingline",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_fundinglineevent" ("amount_minor", "code", "currency", "donor", "en", "es", "from_file", "min_vulnerability", "nationalities", "pays_fixed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programmes", "source", "valid_from", "valid_until") SELECT old_values."amount_minor", old_values."code", old_values."currency", old_values."donor", old_values."en", old_values."es", old_values."from_file", old_values."min_vulnerability", old_values."nationalities", old_values."pays_fixed", _pgh_attached_context.value, NOW(), \'delete\', old_values."code", old_values."programmes", old_values."source", old_values."valid_from", old_values."valid_until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="388e24e35aaa80a8444b20cf413fca69758ae75a",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_28385",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="programmes_fundingline",
                            when="AFTER",
                        ),
                    ),
                ],
                "opening": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_openingevent" ("code", "from_file", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "source", "valid_from", "valid_until") SELECT new_values."code", new_values."from_file", _pgh_attached_context.value, NOW(), \'insert\', new_values."code", new_values."programme_id", new_values."source", new_values."valid_from", new_values."valid_until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="31b782b03c7af93e50f4ee1d1908781c6729776f",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_89ba3",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="programmes_opening",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_openingevent" ("code", "from_file", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "source", "valid_from", "valid_until") SELECT old_values."code", old_values."from_file", _pgh_attached_context.value, NOW(), \'delete\', old_values."code", old_values."programme_id", old_values."source", old_values."valid_from", old_values."valid_until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="121a57f3ff0846b022f3c0c18d7ef2cfb79d7137",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8e60a",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="programmes_opening",
                            when="AFTER",
                        ),
                    ),
                ],
                "programme": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_programmeevent" ("asks_en", "asks_es", "code", "en", "es", "excluded", "from_file", "gives_en", "gives_es", "hosts", "keeps_case", "kind", "min_vulnerability", "modes", "nationalities", "order", "organiser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "requires_mpp", "source", "stream", "systems", "valid_from", "valid_until", "who_en", "who_es") SELECT new_values."asks_en", new_values."asks_es", new_values."code", new_values."en", new_values."es", new_values."excluded", new_values."from_file", new_values."gives_en", new_values."gives_es", new_values."hosts", new_values."keeps_case", new_values."kind", new_values."min_vulnerability", new_values."modes", new_values."nationalities", new_values."order", new_values."organiser", _pgh_attached_context.value, NOW(), \'insert\', new_values."code", new_values."requires_mpp", new_values."source", new_values."stream", new_values."systems", new_values."valid_from", new_values."valid_until", new_values."who_en", new_values."who_es" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="a46d472f8b778bf1fdcec1b3dcdde00177c4a76d",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_56ab2",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="programmes_programme",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_programmeevent" ("asks_en", "asks_es", "code", "en", "es", "excluded", "from_file", "gives_en", "gives_es", "hosts", "keeps_case", "kind", "min_vulnerability", "modes", "nationalities", "order", "organiser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "requires_mpp", "source", "stream", "systems", "valid_from", "valid_until", "who_en", "who_es") SELECT old_values."asks_en", old_values."asks_es", old_values."code", old_values."en", old_values."es", old_values."excluded", old_values."from_file", old_values."gives_en", old_values."gives_es", old_values."hosts", old_values."keeps_case", old_values."kind", old_values."min_vulnerability", old_values."modes", old_values."nationalities", old_values."order", old_values."organiser", _pgh_attached_context.value, NOW(), \'delete\', old_values."code", old_values."requires_mpp", old_values."source", old_values."stream", old_values."systems", old_values."valid_from", old_values."valid_until", old_values."who_en", old_values."who_es" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="c40296ac44b9b554f149d17859ed2cc4fd9442cd",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f6c03",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="programmes_programme",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
    ]
