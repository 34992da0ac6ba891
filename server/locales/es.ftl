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
did-saved = Guardado.
did-stage = La visita ha cambiado de etapa.
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
visit-to-cleared = Dar por revisada
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
