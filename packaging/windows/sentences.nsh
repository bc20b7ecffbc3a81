; What Setup says, in French and in English.

LangString NOT_64_BITS ${LANG_FRENCH} "Équilibre demande un Windows 10 de 64 bits, ou plus récent."
LangString NOT_64_BITS ${LANG_ENGLISH} "Équilibre needs a 64-bit Windows 10, or newer."

LangString IS_OPEN ${LANG_FRENCH} "Équilibre est ouvert. Fermez sa fenêtre, puis recommencez."
LangString IS_OPEN ${LANG_ENGLISH} "Équilibre is open. Close its window, then start again."

LangString DISK_FULL ${LANG_FRENCH} "Le disque est plein : Équilibre demande ${MEGABYTES} Mo libres dans $INSTDIR. Faites de la place, puis recommencez."
LangString DISK_FULL ${LANG_ENGLISH} "The disk is full: Équilibre needs ${MEGABYTES} MB free in $INSTDIR. Make room, then start again."

LangString NOT_WRITTEN ${LANG_FRENCH} "Il n’est pas permis d’écrire dans $INSTDIR, ou le disque est plein. Choisissez un autre dossier (/D=DOSSIER) ou installez pour vous seul (/CurrentUser)."
LangString NOT_WRITTEN ${LANG_ENGLISH} "$INSTDIR may not be written, or the disk is full. Choose another folder (/D=FOLDER), or install for yourself only (/CurrentUser)."

LangString NO_SETTINGS ${LANG_FRENCH} "Le fichier de réglages $Settings n’existe pas. Rien n’a été installé."
LangString NO_SETTINGS ${LANG_ENGLISH} "There is no file of settings $Settings. Nothing was installed."

LangString SETTINGS_NOT_WRITTEN ${LANG_FRENCH} "Équilibre est installé, mais les réglages de $Settings n’ont pas pu être copiés dans $APPDATA\${KEY}. Demandez à un administrateur."
LangString SETTINGS_NOT_WRITTEN ${LANG_ENGLISH} "Équilibre is installed, but the settings of $Settings could not be copied to $APPDATA\${KEY}. Ask an administrator."

LangString RUNS ${LANG_FRENCH} "Essais d’Équilibre"
LangString RUNS ${LANG_ENGLISH} "Runs of Équilibre"

LangString STUDY ${LANG_FRENCH} "Étude de cycle de vie d’Équilibre"
LangString STUDY ${LANG_ENGLISH} "Life-cycle study of Équilibre"

LangString KEPT ${LANG_FRENCH} "Vos essais, vos études et vos réglages restent dans $LOCALAPPDATA\Equilibre."
LangString KEPT ${LANG_ENGLISH} "Your runs, studies and settings stay in $LOCALAPPDATA\Equilibre."
