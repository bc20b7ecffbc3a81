; What Setup says, in French and in English.

LangString CAPTION ${LANG_FRENCH} "Installation d’Équilibre"
LangString CAPTION ${LANG_ENGLISH} "Équilibre Setup"

LangString REMOVAL ${LANG_FRENCH} "Désinstallation d’Équilibre"
LangString REMOVAL ${LANG_ENGLISH} "Équilibre Uninstall"

LangString FINISHED ${LANG_FRENCH} "Équilibre est installé"
LangString FINISHED ${LANG_ENGLISH} "Équilibre is installed"

LangString CANCEL ${LANG_FRENCH} "Voulez-vous vraiment quitter l’installation d’Équilibre ?"
LangString CANCEL ${LANG_ENGLISH} "Do you really want to quit Équilibre Setup?"

LangString OLD_WINDOWS ${LANG_FRENCH} "Équilibre demande Windows 10, version 1809, ou plus récent."
LangString OLD_WINDOWS ${LANG_ENGLISH} "Équilibre needs Windows 10, version 1809, or newer."

LangString NO_RIGHTS ${LANG_FRENCH} "Il faut un administrateur pour installer Équilibre pour tous, ou pour le retirer. Installez pour vous seul (/CurrentUser)."
LangString NO_RIGHTS ${LANG_ENGLISH} "It takes an administrator to install Équilibre for all users, or to remove it then. Install for yourself only (/CurrentUser)."

LangString IS_OPEN ${LANG_FRENCH} "Équilibre est ouvert. Fermez sa fenêtre, puis recommencez."
LangString IS_OPEN ${LANG_ENGLISH} "Équilibre is open. Close its window, then start again."

LangString DISK_FULL ${LANG_FRENCH} "Le disque est plein : Équilibre demande ${MEGABYTES} Mo libres dans $INSTDIR. Faites de la place, puis recommencez."
LangString DISK_FULL ${LANG_ENGLISH} "The disk is full: Équilibre needs ${MEGABYTES} MB free in $INSTDIR. Make room, then start again."

LangString NOT_WRITTEN ${LANG_FRENCH} "Il n’est pas permis d’écrire dans $INSTDIR, ou le disque est plein. Choisissez un autre dossier (/D=DOSSIER) ou installez pour vous seul (/CurrentUser)."
LangString NOT_WRITTEN ${LANG_ENGLISH} "$INSTDIR may not be written, or the disk is full. Choose another folder (/D=FOLDER), or install for yourself only (/CurrentUser)."

LangString NO_SETTINGS ${LANG_FRENCH} "Le fichier de réglages $Settings n’existe pas ou ne peut pas être lu. Rien n’a été installé."
LangString NO_SETTINGS ${LANG_ENGLISH} "There is no file of settings $Settings, or it may not be read. Nothing was installed."

LangString SETTINGS_NOT_WRITTEN ${LANG_FRENCH} "Équilibre est installé, mais les réglages de $Settings n’ont pas pu être copiés dans $APPDATA\${KEY}. Demandez à un administrateur."
LangString SETTINGS_NOT_WRITTEN ${LANG_ENGLISH} "Équilibre is installed, but the settings of $Settings could not be copied to $APPDATA\${KEY}. Ask an administrator."

LangString NOT_EMPTY ${LANG_FRENCH} "$INSTDIR contient autre chose qu’Équilibre. Choisissez un dossier vide ou nouveau."
LangString NOT_EMPTY ${LANG_ENGLISH} "$INSTDIR holds something else than Équilibre. Choose an empty folder, or a new one."

LangString NEWER ${LANG_FRENCH} "Une version plus récente est installée ($0). Désinstallez-la d’abord : vos essais et vos réglages restent."
LangString NEWER ${LANG_ENGLISH} "A newer version is installed ($0). Uninstall it first: your runs and settings stay."

LangString RUNS ${LANG_FRENCH} "Essais d’Équilibre"
LangString RUNS ${LANG_ENGLISH} "Runs of Équilibre"

LangString STUDY ${LANG_FRENCH} "Étude de cycle de vie d’Équilibre"
LangString STUDY ${LANG_ENGLISH} "Life-cycle study of Équilibre"

LangString KEPT ${LANG_FRENCH} "Vos essais, vos études et vos réglages restent dans %LOCALAPPDATA%\Equilibre."
LangString KEPT ${LANG_ENGLISH} "Your runs, studies and settings stay in %LOCALAPPDATA%\Equilibre."
