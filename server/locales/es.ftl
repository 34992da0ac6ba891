# Los mensajes de la consola en español. Los mismos ids en el mismo orden que en.ftl.

## Palabras que usan muchas páginas

date-long = { $weekday }, { $day } de { $month } de { $year }
weekday-1 = lunes
weekday-2 = martes
weekday-3 = miércoles
weekday-4 = jueves
weekday-5 = viernes
weekday-6 = sábado
weekday-7 = domingo
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre

role-facilitator = Facilitación
role-leader = Dirección de un centro
role-coach = Acompañamiento
role-district-staff = Personal del distrito
kind-school-visit = Visita a un centro
kind-in-field-network = Sesión de red en el terreno
kind-learning-walk = Paseo de aprendizaje
kind-walk-through = Recorrido
stage-planned = En preparación
stage-walking = Observando
stage-debriefing = En puesta en común
stage-cleared = Revisada
stage-released = Publicada
shows-whole-evidence = El centro anfitrión lee cada nota revisada, tal como se escribió.
shows-themes-only = El centro anfitrión lee temas y recuentos, y ninguna nota suelta.
audience-participants = Los comentarios publicados son para el centro anfitrión y quienes participaron.
audience-network = Todos los miembros de la red pueden leer los temas de los comentarios publicados.
policy-names = El centro anfitrión puede ver quién observó qué.
policy-no-names = El centro anfitrión no ve quién observó qué.
moment-now = ahora mismo
moment-minutes-ago = { $count ->
    [one] hace { $count } minuto
   *[other] hace { $count } minutos
}
moment-hours-ago = { $count ->
    [one] hace { $count } hora
   *[other] hace { $count } horas
}
moment-days-ago = hace { $count } días
moment-in-minutes = { $count ->
    [one] dentro de { $count } minuto
   *[other] dentro de { $count } minutos
}
moment-in-hours = { $count ->
    [one] dentro de { $count } hora
   *[other] dentro de { $count } horas
}
moment-in-days = dentro de { $count } días
code-once = Este código se muestra solo ahora y sirve una vez.
code-expires = Termina { $when }.
code-link = Enlace
code-copy = Copiar el enlace
code-copied = Copiado

## Marco

frame-skip = Ir al contenido
frame-nav = Principal
frame-visits = Visitas
frame-members = Miembros
frame-library = Biblioteca
frame-account = Cuenta
frame-signed-in = Sesión de
frame-sign-out = Cerrar sesión
frame-promise = Fieldwalk: lo que pasó en las aulas, para quienes las abrieron.

## Lo que hizo un formulario
did-masked = Tapado.
did-unmasked = Destapado.
did-hidden = Excluida de la devolución.
did-unhidden = Incluida de nuevo.
did-asked = Pedido. Llega al autor con la próxima sincronización.
did-settled = Cerrada.
did-commented = Su comentario está en su respuesta.
did-handed-over = Pasada: el anfitrión ya puede leerla.
did-released = Entregada.
did-published = Publicada: los participantes ya pueden leerla.
did-unpublished = Retirada: los participantes ya no la leen.
did-removed = Quitado.
did-locked = Cerradas. Ahora pruebe el cambio.
did-saved = Guardado.
did-stage = La visita ha cambiado de etapa.
did-visit-made = La visita ya está. Su plan se puede cambiar hasta el día, y después.
did-imported = Los miembros están importados. Ahora entregue las invitaciones.
did-signed-out = Ha cerrado la sesión.
did-member-added = Añadido. Ahora entregue una invitación.
did-member-removed = Eliminado. Sus dispositivos y navegadores ya no leen ni escriben.
did-school-added = El centro ya está.
did-device-revoked = El dispositivo ya no lee ni escribe. Lo que envió se conserva.
did-session-ended = Ese navegador ya no tiene sesión.

## Problemas

problem-home = Ir a sus visitas
problem-sign-in = Iniciar sesión
problem-signed-out-what = No ha iniciado sesión
problem-signed-out-safe = Lo guardado está a salvo. Lo que había en el formulario que envió no se guardó.
problem-signed-out-next = Inicie sesión, vuelva a la página y envíelo de nuevo.
problem-not-found-what = Esta página no existe
problem-not-found-safe = No se cambió nada. O no existe, o no le corresponde verla.
problem-not-found-next = Revise la dirección o pregunte a quien se la dio.
problem-not-allowed-what = No puede hacer esto
problem-not-allowed-safe = No se cambió nada.
problem-not-allowed-next = Pida a una persona facilitadora de su red que lo haga o que le dé la función necesaria.
problem-cross-site-what = Esto no vino de Fieldwalk
problem-cross-site-safe = Otro sitio intentó enviar un formulario en su nombre, o su navegador oculta de dónde vienen los formularios. No se cambió nada.
problem-cross-site-next = Si quería hacerlo, abra Fieldwalk y hágalo allí.
problem-unreadable-what = No se pudo leer el formulario
problem-unreadable-safe = No se cambió nada.
problem-unreadable-next = Vuelva atrás, cargue de nuevo la página y envíelo otra vez.
problem-too-large-what = Esto es demasiado grande
problem-too-large-safe = No se cambió nada.
problem-too-large-next = Envíelo en partes más pequeñas.
problem-too-many-what = Demasiados intentos
problem-too-many-safe = No se cambió nada.
problem-too-many-next = Espere un minuto y vuelva a intentarlo.
problem-unavailable-what = El servidor no puede hacerlo ahora
problem-unavailable-safe = Lo guardado antes está a salvo. Lo que acaba de enviar quizá no se guardó.
problem-unavailable-next = Espere un momento, mire si está y vuelva a intentarlo. Si sigue fallando, avise a quien administra este servidor.
problem-no-web-client-what = Este servidor no tiene cliente web
problem-no-web-client-safe = No se cambió nada. Lo que escribió en un teléfono está a salvo allí y se sincroniza como antes.
problem-no-web-client-next = Avise a quien administra este servidor: se construyó sin su cliente web. «cargo xtask web», y después construir de nuevo el servidor, lo incorpora.

## Iniciar sesión

sign-in-title = Iniciar sesión
sign-in-lead = Escriba el código que le dieron. No hay contraseñas.
sign-in-code = Código de acceso
sign-in-code-hint = Letras y cifras. No importan mayúsculas, espacios ni guiones.
sign-in-submit = Iniciar sesión
sign-in-where = ¿Dónde consigo un código?
sign-in-where-phone = En la aplicación Fieldwalk de su teléfono, en su perfil.
sign-in-where-facilitator = Con una persona facilitadora de su red.
sign-in-where-operator = Con quien administra este servidor.
sign-in-code-unknown = No existe ese código. Revíselo letra por letra o pida otro.
sign-in-code-expired = Este código ha caducado. Los códigos sirven 15 minutos: pida otro.
sign-in-code-used = Este código ya se usó. Un código sirve una vez: pida otro. Si no fue usted, avise a una persona facilitadora.
sign-in-removed = Ya no es miembro de esta red. Si es un error, pida a una persona facilitadora que le añada de nuevo.
sign-in-revoked = La consola está cerrada para usted. Una persona facilitadora puede abrirla con un código nuevo.

## Cuenta

account-title = Su cuenta
account-language = Idioma
account-language-save = Usar este idioma
account-sessions = Dónde tiene sesión abierta
account-sessions-hint = Si no reconoce un navegador, cierre su sesión y avise a una persona facilitadora.
account-browser-unknown = Un navegador que no dice cuál es
account-this = Este navegador
account-seen = Último uso
account-end = Cerrar sesión
account-end-others = Cerrar sesión en los demás
account-code = Entrar en otro dispositivo
account-code-title = Código para otro navegador

## Inicio

home-title = Visitas
home-new = Planificar una visita
home-none = Todavía no hay visitas
home-none-create = Una visita empieza con un centro, un día y una pregunta. Lo demás puede venir después.
home-none-wait = Cuando le inviten a una visita, aparecerá aquí y en su teléfono.
home-asking = Le esperan
home-today = Hoy
home-next = Próximas
home-past = Anteriores
home-calendar = Todas las visitas para su calendario

## Lo que pide una visita

todo-plan = Terminar el plan
todo-arrivals = Ver lo que ha llegado
todo-debrief = Ir a la puesta en común
todo-review = Revisar los comentarios
todo-respond = Escribir su respuesta

## Visita

visit-pages = Páginas de esta visita
visit-overview = Resumen
visit-plan = Plan
visit-sheet = Hoja para la mañana
visit-arrivals = Llegadas
visit-debrief = Puesta en común
visit-clear = Revisión
visit-feedback = Comentarios
visit-response = Respuesta
visit-stages = Etapas
visit-todo = Su próximo paso
visit-todo-none = Aquí no hay nada que le espere ahora.
visit-to-walking = Empezar el recorrido
visit-to-debriefing = Empezar la puesta en común
visit-back-planned = Volver a la preparación
visit-back-walking = Volver al recorrido
visit-back-debriefing = Volver a la puesta en común
visit-back-cleared = Volver a la revisión
visit-policy = Quién lee qué
visit-observers = Observadores
visit-observers-none = Todavía no se ha invitado a nadie. Las personas facilitadoras participan sin estar en la lista.

## Miembros

members-title = Miembros
members-count = { $count ->
    [one] { $count } persona en esta red
   *[other] { $count } personas en esta red
}
members-invites = Imprimir invitaciones
members-import = Importar de un archivo
members-add = Añadir un miembro
members-list = Todas las personas
members-seen = Última vez
members-no-device = Aún no ha entrado
members-removed = Eliminados
members-schools = Centros
members-no-schools = Todavía no hay centros. Una visita necesita uno como anfitrión.
members-school-name = Nombre de un centro
members-school-add = Añadir el centro
members-last-facilitator = Es la última persona facilitadora de la red. Nombre antes a otra. No se cambió nada.
members-not-a-name = Un nombre necesita de 1 a 200 caracteres. No se cambió nada.

## Miembro

member-name = Nombre
member-role = Función en esta red
member-school = Centro
member-no-school = Ninguno
member-is-removed = Eliminado de la red. Lo compartido se conserva; guarde abajo para que vuelva a ser miembro.
member-hand = Entregar
member-invite-title = Invitación para un teléfono
member-invite-hint = Da de alta un teléfono para tomar notas. Sirve una semana.
member-invite = Crear una invitación
member-code-title = Código para esta consola
member-code-hint = Abre sesión en un navegador. Sirve 15 minutos.
member-code = Crear un código de acceso
member-devices = Dispositivos
member-devices-none = Todavía no se ha dado de alta ningún teléfono.
member-console = Esta consola
member-revoked = Revocado
member-revoke = Revocar…
member-revoke-hint = No leerá ni escribirá hasta usar una invitación nueva. Lo que envió se conserva; lo que no ha enviado se queda en él.
member-revoke-yes = Revocar este dispositivo
member-change = Nombre, función y centro
member-save = Guardar
member-restore = Volver a hacerle miembro
member-remove = Eliminar de la red…
member-remove-hint = Sus dispositivos y navegadores ya no leerán ni escribirán. Lo que compartió se queda donde está; lo que no ha enviado se queda en su teléfono. Se puede añadir de nuevo.
member-remove-yes = Eliminar a este miembro

## Plan

plan-question-title = Pregunta y teoría del cambio
plan-question-hint = Una pregunta sobre el aprendizaje que se pueda observar y atender.
plan-question = Problema de la práctica
plan-if-we = Si nosotros …
plan-then = entonces …
plan-so-that = para que …
plan-assumptions = Lo que debe ser cierto para ello
plan-save = Guardar
plan-look-fors = Focos de observación
plan-from-library = Tomar focos de la biblioteca
plan-norms-from-library = Tomar normas de la biblioteca
plan-take-over = Tomar lo marcado
plan-add-look-for = Escribir un foco nuevo
plan-add = Añadir
plan-remove = Quitar
plan-rooms = Aulas
plan-rooms-hint = Un código como «Aula A». Nunca el nombre de un docente ni el número de la puerta.
plan-room-code = Código
plan-room-grade = Cursos, si ayuda
plan-room-subject = Materia, si ayuda
plan-room-add = Abrir esta aula
plan-teams = Equipos
plan-team-empty = Nadie todavía
plan-team-name = Nombre de un equipo
plan-team-add = Añadir el equipo
plan-people = Quién viene y en qué equipo
plan-people-hint = Las personas facilitadoras participan sin invitación.
plan-not-invited = Sin invitación
plan-invited = Con invitación, aún sin equipo
plan-rotation-none = Todavía no hay rotación. Se puede hacer en cuanto haya aulas y equipos.
plan-rotation-build = Hacer o ajustar la rotación
plan-norms = Normas
plan-norm-text = Una norma en una frase
plan-policy = Día, y quién lee qué
plan-date = Día
plan-shows = Lo que lee el centro anfitrión
plan-audience = Quién más lee los comentarios publicados
look-for-name = Nombre
look-for-teacher = Lo que hace el docente
look-for-students = Lo que hacen los estudiantes
look-for-non-example = Lo que se confunde con ello
rotation-title = Rotación
rotation-table = Equipos y horas
rotation-team = Equipo
rotation-nowhere = En ninguna aula
rotation-room = Aula
rotation-build = Hacer una rotación
rotation-build-hint = Cada equipo ve sus aulas, ningún aula tiene dos equipos a la vez y todos tienen el mismo tiempo.
rotation-start = El primer turno empieza a las
rotation-clock = En un reloj que va
rotation-rooms = Aulas para cada equipo
rotation-slot-minutes = Minutos en un aula
rotation-corridor = Minutos entre aulas
rotation-preview = Mostrarla
rotation-preview-title = Cómo quedaría
rotation-replaces = Sustituye a la rotación que hay. Las notas conservan el turno en que se escribieron.
rotation-use = Usar esta rotación
rotation-by-hand = Turno por turno
rotation-add-slot = Añadir un turno
rotation-not-a-time = Esto no es una hora, como 09:00.
rotation-minutes-count = { $count ->
    [one] { $count } minuto
   *[other] { $count } minutos
}
odd-room-twice = Dos equipos están en { $room } a la vez.
odd-team-twice = { $team } está en dos aulas a la vez.
odd-unequal-slot = { $team } tiene un turno que no dura { $minutes } minutos como la mayoría.
odd-unequal-team = { $team } tiene { $minutes } minutos en aulas; la mayoría de los equipos tiene { $usual }.
odd-room-unseen = Nadie va a { $room }.
odd-team-without = { $team } no va a ninguna aula.
odd-slot-of-nothing = Un turno nombra un equipo o un aula que se quitó.
rotation-no-teams = Todavía no hay equipos. Añádalos en el plan.
rotation-no-rooms = Todavía no hay aulas abiertas. Ábralas en el plan.
rotation-nothing = Cada equipo necesita al menos un aula.
rotation-too-few-rooms = Un equipo no puede ver { $wanted } de { $rooms } aulas. Abra más aulas o deje que cada equipo vea menos.
rotation-too-many-teams = { $teams } equipos no caben a la vez en { $rooms } aulas. Abra más aulas o haga menos equipos.
rotation-rooms-left = Hay { $rooms } aulas abiertas y los equipos ven { $seen }. Deje que cada equipo vea más aulas o abra menos.
rotation-minutes = El tiempo en un aula es de 1 a 240 minutos.

## Hoja

sheet-print = Imprimir
sheet-invites = Invitaciones con código para imprimir

## Visita nueva

new-title = Planificar una visita
new-school = Centro anfitrión
new-kind = Tipo
new-start = Empezar el plan con
new-start-hint = Se toman focos, normas, aulas y equipos, y se pueden cambiar.
new-template = La plantilla de este tipo
new-question = Problema de la práctica, si ya lo tiene
new-make = Crear la visita
new-no-school = Todavía no hay un centro que la acoja. Una persona facilitadora añade centros en Miembros.

## Biblioteca

library-title = Biblioteca
library-lead = Focos de observación y normas de esta red, para que los tome cada plan.
library-none = Todavía no hay nada. Lo que una visita necesita también se puede escribir en su plan.
library-change = Cambiar

## Invitaciones

invites-title = Invitaciones
invites-lead = Una hoja para cada persona, para recortar y entregar. Cada código da de alta un teléfono.
invites-how = Escanee esto con su teléfono, o abra el enlace y escriba el código.
invites-who = Para quién
invites-make = Crear las invitaciones

## Debrief

debrief-title = Puesta en común
debrief-steps = Pasos de la puesta en común
debrief-step-describe = Describir
debrief-step-group = Agrupar
debrief-step-predict = Predecir
debrief-step-next-level = Siguiente nivel de trabajo
debrief-describe-1 = Lean en silencio lo que se vio y se oyó. Todo, antes de que nadie lo explique.
debrief-describe-2 = Digan solo lo que habría grabado una cámara. Lo que significa viene después.
debrief-group-1 = Pongan lo que va junto bajo un enunciado que diga en una frase lo que vieron.
debrief-group-2 = Conserven lo que contrasta y el único caso en que no fue así. Si dos de ustedes colocan la misma nota de forma distinta, ambas quedan.
debrief-predict-1 = Si fueras estudiante aquí e hicieras todo lo que te piden, ¿qué sabrías y qué sabrías hacer?
debrief-predict-2 = Respondan desde la evidencia, no desde la esperanza.
debrief-next-1 = Nombren el siguiente nivel de trabajo: qué ayudaría a esta escuela con su problema de práctica, en las aulas, en la escuela, en la red.
debrief-next-2 = Digan para cuándo se notaría. Ningún consejo a un docente en particular.
debrief-group-at = El grupo está en «{ $step }».
debrief-go-on = Pasar a «{ $step }»
debrief-go-back = Volver con el grupo a «{ $step }»
debrief-unreadable = Algunos documentos de esta visita no se pudieron leer, y aquí falta lo que dicen. No se ha perdido nada. Avise a quien administra este servidor.
debrief-follows = Usted sigue esta puesta en común y no participa en ella. Leerá las notas una por una en la retroalimentación, cuando esté revisada.

debrief-evidence = Lo que se vio
debrief-evidence-shown = { $first } a { $last } de { $all }
debrief-evidence-empty = Todavía no se ha compartido nada. Las notas aparecen aquí a medida que los teléfonos las envían.
debrief-evidence-none = Nada corresponde a estos filtros.
debrief-filter = Filtrar
debrief-filter-button = Mostrar
debrief-filter-none = Mostrar todo
debrief-room = Aula
debrief-look-for = Foco de observación
debrief-focus = Sobre
debrief-any = Todo
debrief-loose = Aún sin patrón
debrief-pages = Páginas de la evidencia
debrief-page-before = Anteriores
debrief-page-after = Más
debrief-kind-verbatim = Habla
debrief-kind-behaviour = Conducta
debrief-kind-count = Cantidad
debrief-kind-environment = Entorno
debrief-kind-tally = Recuento
debrief-focus-teacher = Docente
debrief-focus-students = Estudiantes
debrief-focus-task = Tarea
debrief-tally = { $label }: { $count }
debrief-tally-of = { $label }: { $count } de { $of }
debrief-own = Suya
debrief-own-change = Reformular o retirar
debrief-own-hint = Una nota se reformula en el teléfono, donde se escribió; las palabras nuevas llegan aquí. Si la retira aquí, nadie más la ve; su cuaderno la conserva, y puede volver a compartirla desde el teléfono.
debrief-withdraw = Retirar
debrief-under = Bajo «{ $pattern }» ({ $bearing })
debrief-grip = Mover: { $words }

debrief-jumps = Evidencias o patrones
debrief-patterns = Patrones
debrief-patterns-empty = Todavía no hay patrones. Empiecen con una frase que diga lo que vieron más de una vez.
debrief-pattern-new = Un patrón nuevo, en una frase
debrief-pattern-add = Añadir el patrón
debrief-statement-label = Enunciado del patrón { $number }
debrief-no-words = (aún sin palabras)
debrief-counts = Apoyan { $supports } · Contrastan { $contrasts } · Excepciones { $exceptions }
debrief-bearing-supports = Lo apoya
debrief-bearing-contrasts = Contrasta
debrief-bearing-exception = Excepciones
debrief-stands-supports = lo apoya
debrief-stands-contrasts = contrasta
debrief-stands-exception = es una excepción
debrief-more = { $count } más
debrief-place = Colocar bajo un patrón
debrief-place-pattern = Patrón
debrief-place-bearing = Qué relación tiene con él
debrief-place-button = Colocar
debrief-move = Mover
debrief-move-button = Moverla ahí
debrief-no-pattern = Todavía no hay ningún patrón bajo el que colocarla. Añada uno primero.
debrief-take-away = Quitar
debrief-remove-pattern = Eliminar este patrón
debrief-remove-pattern-hint = Su enunciado desaparece para todos. Las notas que contiene quedan, sin patrón.
debrief-remove-pattern-button = Eliminarlo
debrief-save = Guardar las palabras
debrief-remove = Eliminar

debrief-predictions = Predicciones
debrief-predictions-hint = Lo que un estudiante de aquí sabría y sabría hacer.
debrief-predictions-empty = Todavía no hay predicciones.
debrief-predictions-new = Una predicción nueva
debrief-predictions-add = Añadir la predicción
debrief-prediction-label = Predicción { $number }
debrief-wonderings = Preguntas
debrief-wonderings-hint = Lo que se preguntan. Se guarda aparte de lo que se vio.
debrief-wonderings-empty = Todavía no hay preguntas.
debrief-wonderings-new = Una pregunta nueva
debrief-wonderings-add = Añadir la pregunta
debrief-wondering-label = Pregunta { $number }
debrief-shared-wondering = De un cuaderno
debrief-next-steps = Próximos pasos
debrief-next-steps-hint = Qué ayudaría, dónde y para cuándo se notaría.
debrief-next-steps-empty = Todavía no hay próximos pasos.
debrief-next-steps-new = Un próximo paso nuevo
debrief-next-steps-add = Añadir el próximo paso
debrief-next-step-label = Próximo paso { $number }
debrief-level = Dónde
debrief-level-classroom = En las aulas
debrief-level-school = En la escuela
debrief-level-network = En la red
debrief-horizon = Para cuándo
debrief-horizon-week = La próxima semana
debrief-horizon-month = El próximo mes
debrief-horizon-year = Antes de fin de año
debrief-reach-save = Guardar dónde y cuándo

debrief-outbox = Lo que aún no se ha enviado, y novedades
debrief-unsent = Sin enviar: { $count } (desde las { $time }). Se guarda en este navegador y se envía solo.
debrief-unsent-show = Mostrar lo que no se ha enviado
debrief-not-sent = Aún sin enviar
debrief-not-gone = Quitarlo aún no se ha enviado
debrief-refused = No se aceptó: { $reason }
debrief-dismiss = Descartar
debrief-signed-out = Aquí se ha cerrado su sesión. Lo que no se ha enviado se guarda en este navegador, solo para usted; se envía cuando vuelva a iniciar sesión.
debrief-storage-full = Este navegador no puede guardar lo que no se ha enviado (su almacenamiento está lleno o desactivado). Cada cambio se envía de inmediato.
debrief-paused = Las novedades en directo están en pausa. Lo que hagan los demás aparece cuando vuelva la conexión.
debrief-news = Nuevo de los demás: patrones { $patterns }, notas bajo patrones { $notes }, otros cambios { $other }.
debrief-picked = Tomada: { $words }. Elija el patrón con las flechas arriba y abajo, y su relación con él con izquierda y derecha. Espacio suelta, Escape cancela.
debrief-over = Patrón { $number } de { $all }, «{ $pattern }»: { $bearing }.
debrief-dropped = Colocada bajo «{ $pattern }»: { $bearing }.
debrief-cancelled = No se ha movido.
debrief-saved = Todo está enviado.
debrief-refused-unreadable = no se pudo leer. Cargue la página de nuevo y hágalo otra vez
debrief-refused-empty = no contiene palabras
debrief-refused-too-long = es demasiado largo. Use menos palabras
debrief-refused-gone = aquello a lo que se refiere ya no está
debrief-refused-step-skipped = los pasos van uno tras otro, y el grupo se ha movido entretanto
debrief-refused-only-follows = usted sigue esta puesta en común y no participa en ella
debrief-refused-other = el servidor no lo aceptó

## Evidence, in lists and reports

note-kind-verbatim = Palabras textuales
note-kind-behaviour = Conducta
note-kind-count = Recuento
note-kind-environment = Entorno
focus-teacher = Docente
focus-students = Estudiantes
focus-task = Tarea
bearing-supports = La apoya
bearing-contrasts = Contrasta con ella
bearing-exception = Excepción
level-classroom = Aula
level-school = Escuela
level-network = Red
horizon-week = para la semana que viene
horizon-month = para el mes que viene
horizon-year = para fin de año
flag-identifying = Dice quién o dónde
flag-judgement = Juicio
flag-inference = Inferencia
flag-prescription = Lo que debería ser
flag-vague-quantity = Sin contar
flag-fact-and-inference = Hecho e inferencia
decision-adopt = Adoptar: se queda
decision-adapt = Adaptar: cambiarlo y probar otra vez
decision-abandon = Abandonar: se deja
piece-title = Una evidencia
piece-back = Todas las evidencias
piece-minute = minuto { $minute }
piece-count = { $count }
piece-count-of = { $count } de { $of }
piece-picture = Imagen { $number }
piece-tally = Recuento en marcha
piece-wondering = Pregunta
piece-hidden = Excluida
piece-by = de
piece-under = Bajo estos patrones
piece-comment = Su comentario sobre esto
piece-comment-hint = Los participantes lo leen cuando publique su respuesta. La evidencia queda como la redactó su autor.
pages-nav = Páginas
pages-previous = Anterior
pages-next = Siguiente
pages-number = Página { $number } de { $of }
writing-save = Guardar
writing-empty = Nada todavía.

## Report

report-question = La pregunta
report-no-question = No se escribió ningún problema de práctica.
report-rests-on = En qué se apoya
report-notes = { $count ->
    [one] nota
   *[other] notas
}
report-tallies = { $count ->
    [one] recuento
   *[other] recuentos
}
report-wonderings = { $count ->
    [one] pregunta
   *[other] preguntas
}
report-observers = { $count ->
    [one] observador
   *[other] observadores
}
report-rooms = { $count ->
    [one] aula
   *[other] aulas
}
report-patterns = Lo que vio el grupo
report-no-patterns = El grupo no ha nombrado ningún patrón.
report-no-statement = Un patrón aún sin enunciado
report-in-rooms = en { $rooms } de { $of } aulas
report-by-observers = { $count ->
    [one] por 1 observador
   *[other] por { $count } observadores
}
report-rooms-and-observers = Visto { $rooms }, { $by }
report-observers-only = Visto { $by }
report-supports = { $count ->
    [one] 1 evidencia lo apoya
   *[other] { $count } evidencias lo apoyan
}
report-contrasts = { $count ->
    [one] 1 contrasta con él
   *[other] { $count } contrastan con él
}
report-exceptions = { $count ->
    [one] 1 excepción
   *[other] { $count } excepciones
}
report-all-under = Mostrar las { $count } evidencias bajo este patrón
report-unclustered = { $count ->
    [one] 1 evidencia no está bajo ningún patrón.
   *[other] { $count } evidencias no están bajo ningún patrón.
}
report-show = Mostrarlas
report-coverage = Dónde hubo observadores
report-coverage-caption = Notas por aula y equipo
report-no-coverage = No se muestra qué aulas se observaron: fueron demasiado pocas.
report-room = Aula
report-not-due = no le tocaba
report-gaps = Sin cubrir
report-gap-room = Ninguna nota de { $room }.
report-gap-team = Ninguna nota de { $room } por { $team }.
report-gap-look-for = «{ $name }» no se vio.
report-gap-focus = { $count ->
    [one] Solo 1 nota trata de: { $focus }.
   *[other] Solo { $count } notas tratan de: { $focus }.
}
report-look-fors = Aspectos observables
report-look-for = Aspecto
report-seen-in = Visto
report-not-told = no se muestra
report-notes-head = Notas
report-kinds = Qué se anotó
report-focus = De quién o de qué
report-kind = Tipo de evidencia
report-part = Parte
report-percent = Porcentaje
report-tallies-head = Recuentos
report-counted = Qué se contó
report-count = Cuántos
report-counts = Veces contado
report-predictions = Predicciones
report-predictions-hint = Si usted estudiara aquí e hiciera todo lo que se le pide, ¿qué sabría y qué podría hacer?
report-wonderings-head = Preguntas
report-own-wonderings = { $count ->
    [one] 1 pregunta de un solo observador.
   *[other] { $count } preguntas de observadores sueltos.
}
report-next-steps = Próximos pasos
report-step-when = { $level }, { $horizon }
report-as-table = Como tabla
report-none = Ninguno.
report-left-out = Qué se omite y por qué
report-left-themes = Las evidencias sueltas: esta visita muestra solo temas.
report-left-rooms = { $rooms ->
    [one] Todo lo que señale un aula: se observó 1 y hacen falta { $least }.
   *[other] Todo lo que señale un aula: se observaron { $rooms } y hacen falta { $least }.
}
report-left-hidden = { $count ->
    [0] No se excluye ninguna evidencia.
    [one] Se excluye 1 evidencia.
   *[other] Se excluyen { $count } evidencias.
}
report-left-masked = { $count ->
    [0] No hay palabras tapadas.
    [one] Hay palabras tapadas en 1 evidencia.
   *[other] Hay palabras tapadas en { $count } evidencias.
}
report-left-names = Los nombres de docentes, estudiantes y observadores, y toda calificación: Fieldwalk no tiene ninguna.

## Feedback

feedback-title = Devolución
feedback-clear = Mirar las marcas y depurar
feedback-release = Entregar
feedback-respond = Respuesta
feedback-live = Tal como está ahora. El anfitrión la lee cuando esté depurada.
feedback-cleared = Depurada. Cambia con cada revisión hasta que se entregue.
feedback-as-released = Entrega { $number }, tal como la hizo el anfitrión
feedback-all-evidence = Todas las evidencias
feedback-unreadable = { $count ->
    [one] 1 documento de esta visita no se pudo leer. Lo que dice falta aquí. Nada se ha perdido: avise a quien lleva este servidor.
   *[other] { $count } documentos de esta visita no se pudieron leer. Lo que dicen falta aquí. Nada se ha perdido: avise a quien lleva este servidor.
}
feedback-late = { $count ->
    [0] Nada llegó después de la última entrega
    [one] 1 evidencia llegó después de la entrega
   *[other] { $count } evidencias llegaron después de la entrega
}
feedback-late-hint = No están en la última entrega. Una nueva entrega las incluye.
feedback-releases = Entregas
feedback-release-entry = Entrega { $number }
feedback-exports = Para llevar
feedback-exports-hint = Cada archivo contiene lo que usted lee en esta página, y nada más.
feedback-export-pdf = Informe para imprimir (PDF)
feedback-export-xlsx = Tablas (Excel)
feedback-export-csv = Notas (CSV)
feedback-export-json = Todo, para programas (JSON)
feedback-export-ics = La visita para su calendario

## Evidence

evidence-title = Evidencias
evidence-back = Volver a la devolución
evidence-find = Buscar
evidence-words = Palabras
evidence-all-rooms = Todas las aulas
evidence-what = Qué
evidence-all-kinds = Todo
evidence-under = Patrón
evidence-under-any = Bajo alguno o ninguno
evidence-under-none = Bajo ningún patrón
evidence-show-all = Mostrar todo
evidence-found = { $count ->
    [0] No se encontró nada
    [one] 1 evidencia
   *[other] { $count } evidencias
}
evidence-range = { $first } a { $last }
evidence-act = Comentar, preguntar o tapar

## Clearing

clear-title = Depuración
clear-lead = Una marca es una pista, no un veredicto. Lo que nadie toca se lee tal como está.
clear-progress = { $count ->
    [0] Nada está marcado
   *[other] { $done } de { $count } evidencias marcadas están tapadas, excluidas o consultadas
}
clear-rest = { $count ->
    [one] La otra se leerá tal como está.
   *[other] Las otras { $count } se leerán tal como están.
}
clear-asks = { $count ->
    [one] Hay 1 petición abierta; respondidas: { $answered }.
   *[other] Hay { $count } peticiones abiertas; respondidas: { $answered }.
}
clear-handed-over = Pasada al anfitrión
clear-hand-over = Pasar al anfitrión
clear-show = Qué mostrar
clear-open = Por mirar
clear-acted = Tocadas
clear-all = Todas las evidencias
clear-empty = Aquí no hay nada.
clear-mask-these = Tapar estas palabras
clear-masked = Tapado:
clear-unmask = Destapar
clear-asked-reword = Se pidió otra redacción
clear-asked-question = Se hizo una pregunta
clear-answered = Respondida
clear-unanswered = Sin respuesta todavía
clear-settle = Cerrar
clear-hide = Excluir
clear-unhide = Incluir de nuevo
clear-mask-other = Tapar otras palabras
clear-mask-words = Palabras que tapar
clear-mask-hint = Exactamente como están arriba. Se tapan en toda esta evidencia, para todos los lectores.
clear-mask = Tapar
clear-ask-reword = Pedir al autor otra redacción
clear-ask-question = Preguntar al autor
clear-ask-words = Lo que quiere decir al autor
clear-ask-hint = Llega al teléfono del autor con la próxima sincronización. Aquí verá cuándo responde.
clear-ask = Pedir

## Handing over

handover-title = Pasar al anfitrión
handover-stays = Qué queda tal como está
handover-nothing-stays = Nada de lo marcado: todo se tapó, se excluyó o se consultó.
handover-stays-hint = Marcadas, y ni tapadas ni excluidas ni consultadas:
handover-look = Mirarlas otra vez
handover-unanswered = { $count ->
    [0] Ninguna petición espera respuesta.
    [one] 1 petición espera respuesta.
   *[other] { $count } peticiones esperan respuesta.
}
handover-themes = Al anfitrión no se le muestra ninguna nota suelta, diga lo que diga.
handover-not-yet = Todavía no

## Release

release-title = Entregar
release-lead = Entregar fija la devolución tal como está ahora y la abre a quienes figuran abajo.
release-lead-again = La entrega { $number } incluye lo llegado desde entonces. Las anteriores quedan como están.
release-frozen = Qué se fijará
release-notes = { $count ->
    [one] 1 nota
   *[other] { $count } notas
}
release-tallies = { $count ->
    [one] 1 recuento
   *[other] { $count } recuentos
}
release-wonderings = { $count ->
    [one] 1 pregunta
   *[other] { $count } preguntas
}
release-patterns = { $count ->
    [one] 1 patrón
   *[other] { $count } patrones
}
release-steps = { $count ->
    [one] 1 próximo paso
   *[other] { $count } próximos pasos
}
release-readers = Quién leerá qué
release-no-names = Ninguna entrega nombra a un observador.
release-open = Aún abierto
release-not-cleared = El facilitador aún no la ha depurado.
release-for-good = Lo entregado queda entregado: se guarda con su huella y nunca se cambia.
release-do = Hacer la entrega { $number }
frozen-title = Tal como se entregó
frozen-when = Entregada
frozen-by = Por
frozen-by-host = El anfitrión
frozen-hash = Huella (BLAKE3)
frozen-file = Archivo firmado
frozen-file-hint = Quien tenga el archivo puede comprobarlo con: fieldwalk check --release ARCHIVO
frozen-changes = Qué cambió desde la entrega anterior
frozen-no-changes = Nada.
change-evidence-added = { $count ->
    [one] Entró 1 evidencia
   *[other] Entraron { $count } evidencias
}
change-evidence-gone = { $count ->
    [one] Ya no está 1 evidencia
   *[other] Ya no están { $count } evidencias
}
change-evidence-reworded = { $count ->
    [one] 1 evidencia dice otra cosa
   *[other] { $count } evidencias dicen otra cosa
}
change-patterns-added = { $count ->
    [one] 1 patrón nuevo
   *[other] { $count } patrones nuevos
}
change-patterns-gone = { $count ->
    [one] Ya no está 1 patrón
   *[other] Ya no están { $count } patrones
}
change-patterns-reworded = { $count ->
    [one] 1 patrón dice otra cosa
   *[other] { $count } patrones dicen otra cosa
}
change-patterns-regrouped = { $count ->
    [one] 1 patrón tiene otras evidencias
   *[other] { $count } patrones tienen otras evidencias
}
change-steps-added = { $count ->
    [one] 1 próximo paso nuevo
   *[other] { $count } próximos pasos nuevos
}
change-steps-gone = { $count ->
    [one] Ya no está 1 próximo paso
   *[other] Ya no están { $count } próximos pasos
}
change-steps-reworded = { $count ->
    [one] 1 próximo paso dice otra cosa
   *[other] { $count } próximos pasos dicen otra cosa
}
change-steps-replanned = { $count ->
    [one] 1 próximo paso tiene otro nivel o plazo
   *[other] { $count } próximos pasos tienen otro nivel o plazo
}
change-predictions-added = { $count ->
    [one] 1 predicción nueva
   *[other] { $count } predicciones nuevas
}
change-predictions-gone = { $count ->
    [one] Ya no está 1 predicción
   *[other] Ya no están { $count } predicciones
}
change-wonderings-added = { $count ->
    [one] 1 pregunta nueva del grupo
   *[other] { $count } preguntas nuevas del grupo
}
change-wonderings-gone = { $count ->
    [one] Ya no está 1 pregunta del grupo
   *[other] Ya no están { $count } preguntas del grupo
}

## Response

response-title = Respuesta
response-lead = Lo que usted hace con la devolución: para su escuela, y para quienes recorrieron cuando la publique.
response-lead-reader = Lo que el anfitrión hace con la devolución.
response-published = Los participantes leen esto
response-published-hint = Lo que cambie aquí lo leen enseguida.
response-unpublished = Solo su escuela lee esto
response-unpublished-hint = Los participantes no ven nada hasta que lo publique.
response-publish = Publicar a los participantes
response-unpublish = Retirarla
response-commitments = Compromisos
response-no-commitments = Aún no hay compromisos.
response-due = para el { $date }
response-done = Hecho
response-reopen = Abrirlo de nuevo
response-mark-done = Hecho
response-change = Cambiar
response-what = A qué nos comprometemos
response-owner = Quién se encarga
response-due-label = Para cuándo
response-remove = Quitar
response-new-commitment = Asumir un compromiso
response-take-on = Asumirlo
response-cycles = Ciclos de mejora
response-cycles-hint = Pruebe un cambio, pequeño y pronto: planear, hacer, estudiar, actuar.
response-cycle-unnamed = Un ciclo aún sin meta
response-begin-cycle = Empezar un ciclo
response-steps = Próximos pasos del grupo
response-cycle-from = Empezar un ciclo desde aquí
response-visit-from = Planear la próxima visita desde aquí
response-comments = Comentarios
response-no-comments = Aún no hay comentarios.
response-comment = Comentario
response-about = Sobre
response-about-feedback = Sobre la devolución en conjunto
response-about-evidence = una evidencia
response-about-pattern = un patrón
response-new-comment = Un comentario sobre la devolución en conjunto
response-add-comment = Añadir el comentario
response-report-back = Dar cuenta
response-report-back-on = Día en que dará cuenta
response-no-report-back = Aún no hay día.

## Improvement cycle

cycle-title = Ciclo de mejora
cycle-stage-plan = Planear
cycle-stage-do = Hacer
cycle-stage-study = Estudiar
cycle-stage-act = Actuar
cycle-from = Desde el próximo paso
cycle-back = Volver a la respuesta
cycle-aim = Meta
cycle-aim-hint = Qué ha de mejorar, cuánto y para cuándo.
cycle-change = Idea de cambio
cycle-change-hint = El único cambio que prueba.
cycle-data = Datos
cycle-data-hint = Qué datos lo dirán y quién los reúne.
cycle-questions = Preguntas y predicciones
cycle-locked = Predicciones cerradas
cycle-question = Pregunta
cycle-prediction = Predicción
cycle-prediction-hint = Lo que espera. Se cierra antes de empezar y queda junto a lo que encuentre.
cycle-remove-question = Quitar esta pregunta
cycle-new-question = Una pregunta que el ciclo ha de responder
cycle-add-question = Añadir la pregunta
cycle-lock-hint = Desde entonces nadie puede cambiar una pregunta ni una predicción.
cycle-lock-not-yet = Antes de empezar, escriba una pregunta y lo que espera de cada una.
cycle-lock = Cerrar las predicciones y empezar
cycle-do-later = Empieza cuando las predicciones estén cerradas.
cycle-observations = Lo que vio al hacerlo
cycle-observations-hint = También lo que salió de otro modo.
cycle-study-later = Los hallazgos estarán aquí junto a las predicciones.
cycle-expected = Predicho
cycle-finding = Qué dicen los datos
cycle-undecided = Aún sin decidir.
cycle-decide = Qué será de la idea de cambio
cycle-remove = Quitar este ciclo
cycle-remove-hint = Desaparece para todos.
cycle-remove-yes = Quitarlo

## Importación

import-title = Importar miembros
import-lead = De una tabla con las columnas name, role y school, o de users.csv, orgs.csv y roles.csv de OneRoster tal como están.
import-files = Archivos
import-files-hint = CSV, 4 MB como máximo cada uno. Elija a la vez todos los archivos de OneRoster. Estudiantes y familias se pasan por alto y no se guarda nada de ellos.
import-show = Mostrar lo que haría
import-no-file = No se eligió ningún archivo. No se cambió nada.
import-changed = La red ha cambiado desde que se mostró esto. Mírelo otra vez; no se cambió nada.
import-preview = Lo que haría
import-add-count = { $count ->
    [one] { $count } persona pasa a ser miembro
   *[other] { $count } personas pasan a ser miembros
}
import-change-count = { $count ->
    [one] { $count } miembro cambia
   *[other] { $count } miembros cambian
}
import-unchanged-count = { $count ->
    [one] { $count } miembro queda igual
   *[other] { $count } miembros quedan igual
}
import-passed-over = { $count ->
    [one] { $count } persona de los archivos no pasa a ser miembro
   *[other] { $count } personas de los archivos no pasan a ser miembros
}
import-problems = Lo que no se tomó
import-line = Línea { $line }:
import-more-problems = Y { $count } más.
import-schools = Centros nuevos
import-add = Miembros nuevos
import-change = Miembros que cambian
import-nothing = No hay nada que importar: todas las personas de los archivos están igual aquí.
import-apply = Importar esto
roster-file-too-large = Este archivo pasa de 4 MB. Deje solo las filas de quienes dirigen o acompañan y vuelva a intentarlo.
roster-too-many-rows = Más de 5.000 personas pasarían a ser miembros. Importe la lista en varias partes.
roster-empty = No hay nada en este archivo. Expórtelo otra vez y vuelva a intentarlo.
roster-unknown-columns = La primera línea no nombra las columnas necesarias. Nombre en ella name, role y school, o use users.csv, orgs.csv y roles.csv de OneRoster.
roster-file-twice = Hay dos archivos de este tipo; el segundo se dejó fuera. Impórtelos uno tras otro.
roster-users-missing = Falta el archivo users.csv. Añádalo y vuelva a intentarlo.
roster-orgs-missing = Falta el archivo orgs.csv: no se sabe el centro de nadie. Añádalo y vuelva a intentarlo.
roster-roles-missing = Falta el archivo roles.csv: no se sabe la función de nadie. Añádalo y vuelva a intentarlo.
roster-name-missing = En esta línea no hay nombre. Complételo o quite la línea.
roster-name-too-long = Este nombre pasa de 200 caracteres. Acórtelo. Unas comillas sin cerrar hacen del resto del archivo un solo nombre.
roster-role-unknown = Esta función no se conoce aquí. Use una de estas: facilitator, leader, coach, district staff.
roster-id-missing = En esta línea falta el sourcedId. Expórtelo otra vez con sus ids.
roster-org-unknown = El centro de esta persona no está en orgs.csv. Exporte los dos archivos a la vez y vuelva a intentarlo.
roster-person-twice = Esta persona ya estaba en una línea anterior. Deje la línea correcta; se usa la anterior.
roster-several-members = Varios miembros tienen este nombre en este centro. Cámbielo a mano.
roster-was-removed = Este miembro fue eliminado de la red. Añádalo a mano si ha vuelto.
roster-stays-facilitator = Este miembro facilita la red y sigue haciéndolo. Cambie la función a mano si es lo que quiere.

## Invitación

invite-title = Le invitan a Fieldwalk
invite-lead = Este código da de alta su teléfono, para que anote lo que ve, con red o sin ella.
invite-open = Abra Fieldwalk en su teléfono.
invite-here = Usar Fieldwalk en este navegador
invite-type = Elija «Tengo una invitación» y escriba el código.
invite-ready = Sus visitas llegan al teléfono antes del día.
invite-once = El código sirve una vez. Si ya no funciona, pida otro a una persona facilitadora.

## Arrivals

arrivals-title = Llegadas
arrivals-nothing-lost = { $count ->
    [one] Nada perdido: todo lo que declaró el teléfono de 1 observador está aquí
   *[other] Nada perdido: todo lo que declararon los teléfonos de { $count } observadores está aquí
}
arrivals-missing = { $count ->
    [one] Algo que declaró el teléfono de 1 observador no está aquí
   *[other] Algo que declararon los teléfonos de { $count } observadores no está aquí
}
arrivals-waiting = { $count ->
    [one] El teléfono de 1 observador aún tiene algo que enviar
   *[other] Los teléfonos de { $count } observadores aún tienen algo que enviar
}
arrivals-nobody = Aún no se sabe nada de ningún teléfono
arrivals-items-missing = { $count ->
    [one] Falta 1 elemento.
   *[other] Faltan { $count } elementos.
}
arrivals-also-waiting = { $count ->
    [one] Otro teléfono aún tiene algo que enviar.
   *[other] Otros { $count } teléfonos aún tienen algo que enviar.
}
arrivals-changes = { $count ->
    [one] 1 cambio espera en un teléfono. Allí está a salvo, y todavía no aquí.
   *[other] { $count } cambios esperan en teléfonos. Allí están a salvo, y todavía no aquí.
}
arrivals-silent = { $count ->
    [one] De 1 de { $of } observadores aún no se sabe nada.
   *[other] De { $count } de { $of } observadores aún no se sabe nada.
}
arrivals-next = Pídales que abran Fieldwalk en sus teléfonos antes de irse, mientras haya red.
arrivals-updated = Actualizado
arrivals-since = La palabra más antigua de un teléfono es de
arrivals-again = Mirar otra vez
arrivals-held = El servidor tiene { $written } elementos en cuadernos, que siguen siendo privados, y { $shared } compartidos.
arrivals-nameless = Quién observó lo saben solo los facilitadores: pregunte a uno de quién es el teléfono.
arrivals-observers = Observadores
arrivals-observer = Observador
arrivals-outcome = Qué fue de ello
arrivals-written = Escrito
arrivals-shared = Compartido
arrivals-seen = Última noticia
arrivals-never = Nunca
arrivals-is-here = Todo está aquí
arrivals-is-waiting = { $count ->
    [one] 1 cambio en camino
   *[other] { $count } cambios en camino
}
arrivals-lacks = { $count ->
    [one] Falta 1 elemento
   *[other] Faltan { $count } elementos
}
arrivals-differs = Falta algo
arrivals-not-heard = Sin noticias
