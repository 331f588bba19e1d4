"""The words for what protection asks and opens in codes of its own."""

from django.utils.translation import gettext_lazy as _

GROUPS = {
    "children": _("Niñez y familia"),
    "health": _("Salud"),
    "living": _("Cómo vive ahora"),
    "harm": _("Lo que le hicieron"),
    "danger": _("Peligro si vuelve"),
}
# What the lists of tasks say for the codes that this room opens; nothing here says why.
TASKS = {
    "CHILD_ALONE": _("Atender hoy a una niña, un niño o adolescente que está sin su familia."),
    "CHILD_NOT_SAFE": _("Ver hoy a una niña o un niño que no está a salvo con quien le recibió."),
    "OTHER_RECEIVER": _("Ver ahora mismo: vino a recibir a una niña o un niño otra persona."),
    "ACT_MISSING": _("Firmar hoy el acta de salida de una niña o un niño que ya va de camino."),
    "SIBLINGS": _("Ver si dos niñas o niños registrados aparte son hermanos."),
    "REUNITE": _("Reunir a hermanas y hermanos en un solo expediente."),
    "FILE_CAME": _(
        "Recibir a una niña o un niño cuyo expediente llegó de otra oficina, con sus papeles."
    ),
    "CHILD_INSTEAD": _("Decir qué ocurre en lugar del retorno, y cerrar la vía de niñez."),
    "DETERMINE_AGAIN": _("Reunir otra vez al panel: cambió algo en que se apoyaba."),
    "CHILD_CALL_1": _("Llamar al mes de la entrega y preguntar cómo está."),
    "CHILD_CALL_3": _("Llamar a los tres meses de la entrega y preguntar cómo está."),
    "CHILD_AT_RISK": _("Ver hoy si una niña, un niño o adolescente está a salvo."),
    "TRAFFICKING": _("Hablar hoy a solas: indicios de trata."),
    "UNFLAG": _("Ver entre dos si ya no hay ese peligro: una oficial lo retiró."),
    "SURVIVOR_SAFETY": _("Hablar hoy a solas: seguridad y derechos como víctima."),
    "FEAR": _("Hablar hoy a solas: dijo que teme volver, o que no lo sabe."),
    "PROTECTION_NEED": _("Valorar qué protección necesita."),
    "HEALTH_CHECK": _("Valorar la salud y los cuidados del viaje."),
    "SHELTER": _("Buscar dónde dormir esta noche."),
    "INTERPRETER": _("Buscar intérprete independiente en su lengua."),
    "CARE_ON_THE_WAY": _("Preguntar qué cuidados hacen falta en el camino."),
    "IDENTITY": _("Ver cómo acreditar su identidad."),
    "CUSTODY": _("Ver hoy si decide libremente: está bajo custodia."),
    "MPP": _("Explicar punto por punto su caso en Estados Unidos."),
    "MPP_LEGAL_AID": _("Ofrecer asesoría jurídica gratuita por su caso en Estados Unidos."),
    "FULL_ASSESSMENT": _("Hacer la valoración completa: el tamizaje dejó avisos."),
    "SAFETY_PLAN": _("Hacer un plan de seguridad."),
    "LEGAL_AID": _("Derivar a asesoría jurídica."),
    "SPECIAL_SERVICE": _("Derivar a un servicio especializado."),
    "PSYCHOSOCIAL": _("Dar acompañamiento psicosocial."),
    "ARRIVAL_PLAN": _("Preparar el apoyo para cuando llegue."),
    "TALK_AGAIN": _("Volver a hablar con la persona."),
}
# The steps as the page of a child's way names them.
CHILD_STEPS = {
    "UASC_IDENTIFIED": _("Identificación y aviso a la autoridad"),
    "GUARDIAN_ASSIGNED": _("Tutela de la autoridad"),
    "BIA": _("Evaluación de su interés superior"),
    "FAMILY_TRACING": _("Búsqueda de su familia"),
    "FAMILY_ASSESSMENT": _("Estudio de su familia por la autoridad de origen"),
    "CHILD_VIEWS": _("Lo que opina y quiere"),
    "BID": _("Determinación de su interés superior"),
    "GUARDIAN_CONSENT_ORIGIN": _("Consentimiento de quien le tutela en su país"),
    "CONSENT_WITHDRAWN": _("Retiro de ese consentimiento"),
    "DISPENSED": _("Dispensa de ese consentimiento por escrito"),
    "RECEIVER": _("Quién le recibe, con su documento"),
    "ESCORT": _("Quién le acompaña"),
    "HANDOVER_ARRANGED": _("Entrega acordada: quién, a quién y dónde"),
    "HANDOVER_DEPARTURE": _("Acta de entrega a la salida"),
    "HANDOVER_ARRIVAL": _("Acta de entrega a la llegada"),
    "FOLLOW_UP_1": _("Llamada al mes"),
    "FOLLOW_UP_3": _("Llamada a los tres meses"),
    "CLOSED": _("Vía cerrada: no vuelve"),
}
# What is missing while a step is not done.
MISSING = {
    "UASC_IDENTIFIED": _("Falta anotar cómo se le encontró y a qué autoridad se avisó."),
    "GUARDIAN_ASSIGNED": _("Falta que la Procuraduría nombre a quien le tutela."),
    "BIA": _("Falta la evaluación de su interés superior."),
    "FAMILY_TRACING": _("Falta localizar a su familia."),
    "FAMILY_ASSESSMENT": _("Falta que la autoridad de su país visite y evalúe a su familia."),
    "CHILD_VIEWS": _("Falta escucharle."),
    "BID": _("Falta la determinación de su interés superior a favor del retorno."),
    "GUARDIAN_CONSENT_ORIGIN": _("Falta el consentimiento de quien le tutela en su país."),
    "RECEIVER": _("Falta confirmar, con su documento, a quien le recibe."),
    "ESCORT": _("Falta nombrar a quien le acompaña, con formación en niñez."),
    "HANDOVER_ARRANGED": _("Falta acordar quién entrega, a quién y dónde."),
    "HANDOVER_DEPARTURE": _("Falta el acta firmada de la salida."),
    "HANDOVER_ARRIVAL": _("Falta el acta firmada de la llegada."),
    "FOLLOW_UP_1": _("Falta la llamada al mes de la entrega."),
    "FOLLOW_UP_3": _("Falta la llamada a los tres meses de la entrega."),
}
# For whom a step waits.
WAITS_FOR = {
    "child_officer": _("Oficial de niñez"),
    "authority": _("Procuraduría de Protección"),
    "consulate": _("Consulado"),
    "authority_origin": _("Autoridad de niñez de su país"),
    "panel": _("Panel de interés superior"),
    "movements": _("Movimientos"),
    "escort": _("Quien entrega y quien acompaña"),
    "reception": _("Recepción"),
}
# What the button to each step says.
DO = {
    "UASC_IDENTIFIED": _("Anotar la identificación"),
    "GUARDIAN_ASSIGNED": _("Anotar la tutela"),
    "BIA": _("Anotar la evaluación"),
    "FAMILY_TRACING": _("Anotar la búsqueda"),
    "FAMILY_ASSESSMENT": _("Anotar el estudio"),
    "CHILD_VIEWS": _("Anotar lo que dijo"),
    "BID": _("Anotar la determinación"),
    "GUARDIAN_CONSENT_ORIGIN": _("Anotar el consentimiento"),
    "CONSENT_WITHDRAWN": _("Anotar que se retiró"),
    "DISPENSED": _("Anotar la dispensa"),
    "RECEIVER": _("Anotar quién le recibe"),
    "ESCORT": _("Nombrar a quien acompaña"),
    "HANDOVER_ARRANGED": _("Anotar lo acordado"),
    "HANDOVER_DEPARTURE": _("Firmar la entrega"),
    "FOLLOW_UP_1": _("Anotar la llamada"),
    "FOLLOW_UP_3": _("Anotar la llamada"),
}
FINDINGS = {
    "SUITABLE": _("Puede volver con su familia"),
    "NOT_SUITABLE": _("No es seguro que vuelva con su familia"),
}
# What happens with a child that does not return (durable solutions besides return).
INSTEAD = {
    "STAYS_REGULARISED": _("Se queda aquí, con su situación migratoria regularizada"),
    "ASYLUM": _("Pide protección internacional"),
    "FAMILY_HERE": _("Vive aquí con un familiar"),
    "THIRD_COUNTRY": _("Se reúne con su familia en otro país"),
    "FOSTER_CARE": _("Acogimiento familiar"),
    "RESIDENTIAL_CARE": _("Centro de asistencia social"),
    "WAITS": _("Se queda bajo cuidado mientras se busca otra solución"),
}
SIBLING_REASONS = {
    "MOTHER": _("la misma madre"),
    "FATHER": _("el mismo padre"),
    "GROUP": _("la misma hoja de registro"),
    "HAND": _("lo dijo alguien"),
}
# Which hand-over an act is of, as anybody may read it.
ENDS = {"DEPARTURE": _("entrega a la salida"), "ARRIVAL": _("entrega a la llegada")}
HOW_SIGNED = {"SCREEN": _("En esta pantalla"), "PAPER": _("En la hoja impresa")}
# The papers by which a grown-up is known at a hand-over.
PAPERS = {
    "NATIONAL_ID": _("Documento nacional de identidad"),
    "PASSPORT": _("Pasaporte"),
    "INSTITUTIONAL": _("Credencial de la institución"),
}
