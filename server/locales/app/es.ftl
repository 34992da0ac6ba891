# Los mensajes del cliente web en español. Tiene los mismos ids que en.ftl, en el mismo orden. Las palabras del dominio
# (etapas, tipos, la puesta en común) son las de la consola, del catálogo una carpeta más arriba.

## Frame

frame-skip = Saltar al contenido
frame-to-visits = Visitas
frame-back = Atrás
notice-dismiss = Cerrar
cancel = Cancelar
chip-looking = …
chip-held = Todo guardado
chip-waiting = { $count } por enviar
chip-waiting-offline = { $count } por enviar, sin red
chip-offline = Sin red
chip-offline-told = Sin red. Todo lo que escribe se guarda en este teléfono.
chip-refused = Rechazado
chip-attention = Ver estado
item-held = En el servidor
item-waiting = En este teléfono
item-note = Nota
item-tally = Conteo
item-wondering = Pregunta
update-ready = Hay un Fieldwalk más nuevo. Todo está enviado, así que es un buen momento.
update-now = Usarlo ahora
update-later = Después
update-not-now = Se está escribiendo algo o falta enviar algo. La actualización espera.

## Opening

starting-title = Su cuaderno
starting-lead = Abriendo su cuaderno…
unusable-title = Aquí no se puede guardar nada
unusable-no-storage = Esta ventana no guarda nada: es una ventana privada, o un navegador sin almacenamiento para aplicaciones.
unusable-old-browser = Este navegador es demasiado antiguo para Fieldwalk.
unusable-storage-failed = El almacenamiento de este navegador no se abrió.
unusable-safe = No se ha perdido nada de lo que escribió antes. Lo que escribiera ahora no se podría guardar; por eso esta página no deja escribir.
unusable-next = Abra esta dirección en una ventana normal de un navegador actual: Safari en un iPhone; Chrome, Edge o Firefox en otros.
unusable-next-failed = Cierre las otras ventanas de Fieldwalk e inténtelo de nuevo. Si no ayuda, reinicie el navegador.
unusable-again = Intentar de nuevo
tab-title = Fieldwalk está abierto en otra pestaña
tab-title-handed-over = Ahora escribe en otra pestaña
tab-lead = Solo una pestaña escribe a la vez, para que nada se mezcle.
tab-safe = Todo lo que escribió está a salvo. Esta pestaña continúa por sí sola cuando se cierre la otra.
tab-safe-handed-over = Todo lo que escribió aquí está a salvo, y está en la otra pestaña.
tab-take-over = Escribir aquí

## Joining

join-title = Unirse con una invitación
join-title-invited = Tiene una invitación
join-lead = Sus notas son suyas hasta que las comparta. Después de este único paso, todo funciona sin red.
join-button = Unirme
join-joining = Uniéndose…
join-code = Enlace o código de su invitación
join-code-hint = Por ejemplo ABCD-EFGH, o el enlace completo. Mayúsculas y guiones no importan.
join-next = Continuar
join-scan = Escanear el código de su hoja
join-camera = La imagen de la cámara
join-no-camera = La cámara no se abrió. Escriba el código.
join-type-instead = Escribir el código
join-other-code = Usar otro código
join-back = Atrás
join-not-an-invite = Esto no es una invitación. Revise el código o pida otra a quien facilita.
join-elsewhere = Esta invitación es de otro servidor. Abra su enlace en este navegador: { $address }
join-refused = El servidor no aceptó este código: ya se usó o ha terminado. Pida otro a quien facilita.
home-screen-first = Primero ponga Fieldwalk en su pantalla de inicio
home-screen-share = Toque el botón de compartir de Safari.
home-screen-add = Elija «Añadir a pantalla de inicio».
home-screen-open = Abra Fieldwalk desde allí. Aún conoce su invitación.
home-screen-why = Safari borra lo que guarda una página web tras una semana sin uso. Lo que está en la pantalla de inicio, lo conserva.
home-screen-install = Instalar la aplicación

## People on one phone

people-title = ¿Quién escribe?
people-add = Se une otra persona
people-pin-title = PIN de { $name }
people-unnamed = Aún sin sincronizar
pin-label = PIN
pin-open = Abrir
pin-back = Otra persona
pin-wait = Ese no era el PIN. Inténtelo de nuevo a las { $time }. No se pierde nada.
pin-forgotten = Olvidé el PIN
pin-forgotten-hint = Pida a quien facilita una invitación nueva para usted. Abre este cuaderno con todo lo escrito y quita el PIN. Hace falta red.
pin-choose = Elegir un PIN
pin-change = Cambiar el PIN
pin-current = PIN hasta ahora
pin-new = PIN nuevo
pin-new-hint = Al menos cuatro cifras. Si lo olvida, una invitación nueva para usted abre el cuaderno, y no se pierde nada.
pin-new-hint-none = Al menos cuatro cifras. Déjelo vacío para no tener ninguno.
pin-save = Usarlo
pin-set = Desde ahora este cuaderno se abre con su PIN.
pin-removed = Este cuaderno se abre ahora sin PIN.
person-title = Este cuaderno
person-other = Escribe otra persona
person-remove = Quitar este cuaderno de este teléfono
person-remove-hint = Solo se puede quitar cuando el servidor tiene todo lo que contiene.
person-remove-button = Quitarlo

## Visits

visits-title = Visitas
visits-today = Hoy
visits-upcoming = Próximas
visits-past = Pasadas
visits-none-today = Hoy no hay visita.
visits-none = Todavía no hay ninguna visita para usted. Aparece aquí cuando alguien que facilita la haya planeado.
visits-coming = Trayendo sus visitas. Tarda un momento, una sola vez.
visits-offline = Sus visitas llegan en cuanto haya red.
visits-more = Más
visits-search = Buscar en mis notas
visits-status = Estado y archivos
visits-you-host = Su escuela recibe
visits-left = Ya sin invitación
visits-draft = Escribiéndose
visits-asks = { $count ->
    [one] 1 pregunta para usted
   *[other] { $count } preguntas para usted
}
visits-notes = { $count ->
    [one] 1 nota
   *[other] { $count } notas
}
visits-waiting = { $count } por enviar
visit-gone-title = Aquí no hay tal visita
visit-gone = No está en este cuaderno. Si le acaban de invitar, llega con la próxima sincronización.
parts = Partes de la visita
part-walk = Recorrido
part-share = Compartir
part-debrief = Puesta en común
part-review = Devolución
part-about = Plan

## Plan

about-title = De qué trata esta visita
about-problem = Problema de práctica
about-look-fors = Focos de observación
about-norms = Normas
about-rotation = Rotación
about-minutes = { $minutes } min
look-for-teacher = Docente
look-for-students = Estudiantes
look-for-non-example = Esto no

## Walk

norms-title = Antes de empezar
norms-lead = Lo que todos acuerdan:
norms-agree = Me comprometo
walk-title = Notas
walk-left = Ya no participa en esta visita. Lo que escribió queda en su cuaderno; no puede compartir más.
walk-status = En este teléfono { $onDevice }, en el servidor { $held }, en espera { $waiting }
walk-status-offline = En este teléfono { $onDevice }, en el servidor { $held }, en espera { $waiting } (sin red)
walk-status-since = En este teléfono { $onDevice }, en el servidor { $held }, en espera { $waiting } (sin red desde las { $time })
room-choose = Aula
room-done = Terminé aquí
room-next = Después: { $room } a las { $time }
room-planned = Ahora según el plan: { $room }, desde las { $time }
room-last = Ninguna otra aula después de esta
time-left = quedan { $minutes } min
time-over = { $minutes } min de más
time-until = en { $minutes } min
time-was = hasta { $time }
time-left-room = dejada { $time }
sheet-note = Nota
sheet-wondering = Pregunta
sheet-write-here = ¿Qué ve y qué oye?
sheet-wonder-here = Me pregunto …
sheet-kept = Se guarda al escribir
sheet-pending = Guardándose…
sheet-editing = Está cambiando una nota
sheet-not-kept = No se guardó: este teléfono está lleno. Las palabras solo están en esta pantalla. Haga sitio y siga escribiendo.
sheet-hints = { $count ->
    [one] 1 aviso
   *[other] { $count } avisos
}
sheet-next = Otra nota
sheet-done = Listo
hint-split = Dividir: el hecho queda, el resto pasa a ser una pregunta
hint-close = Cerrar
marks-kind = Qué captó
marks-focus = De quién o de qué trata
marks-look-fors = Focos de observación
foot-write = Escribir
foot-count = Contar
foot-wonder = Preguntar
tallies-title = Conteos
tally-new = Un conteo nuevo
tally-label = ¿Qué cuenta?
tally-example = Estudiantes con la mano levantada
tally-denominator = De cuántos (si lo sabe)
tally-begin = Empezar a contar
tally-of = { $count } de { $of }
notes-title = { $count ->
    [0] Notas de esta aula
    [one] 1 nota de esta aula
   *[other] { $count } notas de esta aula
}
notes-none = Todavía nada. La nota que escribe se guarda mientras la escribe.
notes-more = { $count } anteriores
elsewhere-title = Escrito fuera de sus aulas: { $count }
elsewhere-why = El plan cambió después. Se guarda todo, y puede compartirlo como lo demás.
note-edit = Cambiar
note-edit-this = Cambiar: { $words }
note-delete = Borrar
note-delete-this = Borrar: { $words }
note-deleted = Borrada.
note-restore = Recuperar
note-wondering = Pregunta
note-wordings = Esta nota se cambió a la vez en dos de sus dispositivos. Se guardan ambas versiones hasta que elija.
note-keep-wording = Quedarme con esta
deleted-title = Borradas en esta aula
deleted-none = Aquí no se borró nada.
search-name = Buscar
search-title = Buscar en mis notas
search-words = Palabras
search-found = { $count ->
    [0] No se encontró nada
    [one] 1 encontrada
   *[other] { $count } encontradas
}

## Share

share-title = Elija qué compartir
share-lead = El grupo solo lee lo que usted elige. Lo demás queda en su cuaderno.
share-nothing = Todavía no hay nada que compartir.
share-open = { $count } sin compartir
share-shared = { $count } compartidas
share-all = Elegir todas
share-none = No elegir ninguna
share-button = { $count ->
    [0] Elija notas para compartir
    [one] Compartir 1 nota
   *[other] Compartir { $count } notas
}
share-done = { $count ->
    [one] Se compartió 1 nota. Llega al grupo con la próxima sincronización.
   *[other] Se compartieron { $count } notas. Llegan al grupo con la próxima sincronización.
}
share-withdraw = Retirar
share-withdraw-this = Retirar: { $words }
asks-title = Preguntas para usted
ask-reword = Por favor, dígalo de otra manera
ask-question = Una pregunta de quien recibe
asks-wording = Lo que compartió
asks-reword = Compartir estas palabras

## Debrief and feedback

debrief-evidence-none-loose = Todo está bajo un patrón.
review-title = Devolución
review-released = Versión { $number }, publicada { $time }. Guardada en este teléfono.
review-on-its-way = La devolución se ha publicado. Llega a este teléfono con la próxima sincronización.
review-themes-only = Quien recibe muestra temas y recuentos, y ninguna nota suelta.
review-hash = Así sabe que dos personas leen la misma versión:
review-not-yet = Aquí todavía no hay nada que leer. Llega cuando el grupo haya compartido y usted pueda leerlo.
review-counts = Observadores { $observers } · Aulas { $rooms } · Notas { $notes }
review-look-fors = Focos de observación
review-rooms = en { $seen } de { $observed } aulas
review-in-notes = { $notes ->
    [one] en 1 nota
   *[other] en { $notes } notas
}
review-no-notes = Aquí no hay notas sueltas que leer.
review-wonderings = Lo que se preguntan los observadores
response-title = La respuesta de quien recibe
response-report-back = Informa de nuevo el { $day }.
response-done = hecho

## Status

status-title = Qué está dónde
status-all-held = El servidor tiene todo lo que escribió.
status-waiting = { $count ->
    [0] No hay nada por enviar.
    [one] 1 cambio por enviar.
   *[other] { $count } cambios por enviar.
}
status-waiting-offline = { $count ->
    [0] Sin red. No hay nada por enviar.
    [one] Sin red. 1 cambio por enviar.
   *[other] Sin red. { $count } cambios por enviar.
}
status-waiting-since = { $count ->
    [0] Sin red desde las { $time }. No hay nada por enviar.
    [one] Sin red desde las { $time }. 1 cambio por enviar.
   *[other] Sin red desde las { $time }. { $count } cambios por enviar.
}
status-safe = Lo que escribió está en este teléfono hasta que el servidor lo haya confirmado.
status-last = Última sincronización completa: { $time }
status-never = Todavía no se ha sincronizado nada.
status-sync = Sincronizar ahora
status-syncing = Sincronizando…
sync-server-busy = El servidor está ocupado. Se intenta de nuevo por sí solo.
sync-signed-out = El servidor ya no conoce este teléfono. Se puede seguir escribiendo; con una invitación nueva se envía todo.
sync-revoked = Este teléfono fue revocado. Se puede seguir escribiendo; con una invitación nueva se envía todo.
sync-removed = Ya no es miembro de esta red. Lo que está en este teléfono se queda aquí.
sync-app-too-old = Este Fieldwalk es demasiado antiguo para el servidor. Actualícelo; no se pierde nada.
sync-bad-answer = No se pudo leer la respuesta del servidor. Se intenta de nuevo por sí solo. En la red de un hotel o de una escuela quizá deba iniciar sesión en ella primero.
sync-not-stored = Este teléfono no pudo guardar lo que llegó, quizá porque está lleno.
sync-no-connection = Sin red.
rejoin-title = Unirse de nuevo
rejoin-lead = Pida una invitación nueva a quien facilita. Entonces se envía todo lo que espera.
rejoin-done = Unido de nuevo. Se está enviando lo que esperaba.
clock-ahead = El reloj de este teléfono está adelantado { $time } respecto al del servidor.
clock-behind = El reloj de este teléfono está atrasado { $time } respecto al del servidor.
clock-safe = No se ha perdido nada de lo que escribió.
clock-times = Las horas junto a las notas y el tiempo que queda en un aula pueden no ser correctos.
clock-do = Active la fecha y la hora automáticas del teléfono.
clock-more = Qué hacer
clock-other = Si el teléfono tiene razón y el servidor no, avise a quien facilita.
refused-title = { $count ->
    [one] El servidor no aceptó 1 cosa
   *[other] El servidor no aceptó { $count } cosas
}
refused-safe = Se guarda aquí y no detiene nada más.
refused-again = Ofrecerlo de nuevo
wedged-of-network = Las palabras de la red
wedged-of-plan = El plan
wedged-of-notebook = Su cuaderno
wedged-of-contribution = Lo que comparte
wedged-of-debrief = La puesta en común
wedged-of-response = La respuesta
wedged-of-command = Un cambio de etapa
refusal-unknown-device = el servidor no conoce este teléfono
refusal-device-revoked = este teléfono fue revocado
refusal-wrong-signature = la firma no es correcta
refusal-not-allowed = no puede hacer esto (o ya no)
refusal-unknown-visit = el servidor no conoce la visita
refusal-foreign-actor = vino de otro dispositivo
refusal-out-of-sequence = falta algo anterior
refusal-missing-dependency = falta algo en que se apoya
refusal-too-large = es demasiado grande
refusal-document-full = el documento está lleno
refusal-unreadable = no se pudo leer
refusal-wrong-shape = no tiene la forma correcta
refusal-too-costly = tarda demasiado en leerse
refusal-not-applicable = ya no encaja
held-title = Visita por visita
held-draft = Además se está escribiendo algo: solo en este teléfono, hasta que sea una nota.
held-each = Nota por nota
file-title = Como archivo, donde no hay red
file-hint = El teléfono de un colega o un portátil puede llevar al servidor lo que usted comparte. Su propio cuaderno es para sus propios dispositivos.
file-for-colleague = Lo que comparto, para un colega
file-for-myself = Con mi cuaderno, para mí
file-saved = El archivo está en sus descargas.
import-label = Recibir un archivo
import-hint = Uno que hizo otro teléfono de su red. Recibirlo dos veces no cambia nada.
import-done = Nuevo: { $added }, ya conocido: { $known }, no aceptado: { $refused }.
kept-title = En este teléfono
kept-persistent = El navegador prometió conservar lo que escribe.
kept-may-go = El navegador no ha prometido conservar lo que hay aquí: si el teléfono se llena, o tras mucho tiempo sin uso, puede borrarlo. Lo que tiene el servidor está a salvo.
kept-refused = El navegador dijo que no. Use Fieldwalk de vez en cuando y sincronice después de cada aula.
kept-refused-install = El navegador dijo que no. Dice que sí a las aplicaciones de la pantalla de inicio: ponga Fieldwalk allí.
kept-ask = Pedirle que lo conserve
kept-full = Este teléfono está casi lleno. Haga sitio antes del recorrido.
kept-offline = Fieldwalk se abre sin red.
kept-not-offline = Aún no está todo Fieldwalk en este teléfono. Ábralo una vez con red antes del recorrido.
language-label = Idioma
app-version = Fieldwalk { $version }
app-newer = Hay uno más nuevo, que espera hasta que todo esté enviado.

## What went wrong

failure-other = Eso no funcionó ({ $kind }). Lo que escribió está a salvo.
failure-bad-argument = Eso no es correcto en este lugar. No se cambió nada.
failure-no-connection = No hay conexión con el servidor. Inténtelo de nuevo cuando haya red.
failure-server-busy = El servidor no respondió como se esperaba. Inténtelo de nuevo en un momento.
failure-disk-full = Este teléfono está lleno y las últimas palabras no se pudieron guardar. Haga sitio y continúe.
failure-refused = El servidor no lo aceptó.
failure-not-allowed = No puede hacer esto. No se cambió nada.
failure-step-skipped = Los pasos van uno tras otro, y el grupo ha avanzado entretanto.
failure-too-long = Es demasiado largo. No se cambió nada.
failure-not-a-visit-file = Esto no es el archivo de una visita. No se cambió nada.
failure-other-network = Este archivo es de otra red. No se cambió nada.
failure-wrong-pin = Ese no era el PIN. No se pierde nada.
failure-unsent = Algo de su contenido está solo en este teléfono. Sincronice primero; después se puede quitar.
failure-signed-out = El servidor ya no conoce este teléfono. Se puede seguir escribiendo. Vea en el estado qué hacer.
failure-revoked = Este teléfono fue revocado. Se puede seguir escribiendo. Vea en el estado qué hacer.
failure-removed = Ya no es miembro de esta red. Lo que está en este teléfono se queda aquí.
failure-app-too-old = Este Fieldwalk es demasiado antiguo para el servidor. Actualícelo; no se pierde nada.
failure-closed = Ahora escribe otra pestaña. Lo que escribió está a salvo.
