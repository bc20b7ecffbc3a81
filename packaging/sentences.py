"""What a start says, in English and in French."""

import locale
import os
import sys

SENTENCES = {
    "apt": (
        "Installing what the system lacks: {names} …",
        "Installation de ce qui manque au système : {names} …",
    ),
    "apt_ask": (
        "This system lacks what Équilibre needs. Type:\n\n    {command}\n\n"
        "then the same command again.",
        "Il manque à ce système de quoi faire marcher Équilibre. Tapez :\n\n    {command}\n\n"
        "puis de nouveau la même commande.",
    ),
    "apt_failed": (
        "The system's packages could not be installed; the reason is above. Type:\n\n"
        "    {command}\n\nthen the same command again.",
        "Les paquets du système n’ont pas pu être installés ; la raison est ci-dessus. Tapez :\n\n"
        "    {command}\n\npuis de nouveau la même commande.",
    ),
    "certificate": (
        "The network answers, but not with a certificate that this computer knows, as where a "
        "school or a company looks into connections. Ask its administrator for the certificate "
        "file and tell pip about it: pip config set global.cert FILE.",
        "Le réseau répond, mais pas avec un certificat que cet ordinateur connaît, comme là où un "
        "établissement regarde dans les connexions. Demandez à son administrateur le fichier du "
        "certificat et indiquez-le à pip : pip config set global.cert FICHIER.",
    ),
    "damaged": (
        "A downloaded file is not the expected one, so it was refused ({details}). "
        "Type the same command again; if this comes back, tell the authors.",
        "Un fichier téléchargé n’est pas celui attendu : il est refusé ({details}). "
        "Tapez de nouveau la même commande ; si cela revient, dites-le aux auteurs.",
    ),
    "build_disk_full": (
        "The disk is full: each installer needs 3 GB free in {folder} while it is made. Make room, "
        "then type the same command again.",
        "Le disque est plein : chaque installateur demande 3 Go libres dans {folder} pendant qu’on "
        "le fait. Faites de la place, puis tapez de nouveau la même commande.",
    ),
    "build_no_network": (
        "The network does not answer, and what the installers are made of must be downloaded. "
        "Check the connection, then type the same command again.",
        "Le réseau ne répond pas, et il faut télécharger de quoi les installateurs sont faits. "
        "Vérifiez la connexion, puis tapez de nouveau la même commande.",
    ),
    "build_waiting": (
        "Another build is at work in this folder; waiting for it …",
        "Une autre construction est en cours dans ce dossier ; attente de sa fin …",
    ),
    "disk_full": (
        "The disk is full: Équilibre needs 1 GB free in {folder}. Make room, then type the same "
        "command again.",
        "Le disque est plein : il faut à Équilibre 1 Go libre dans {folder}. Faites de la "
        "place, puis tapez de nouveau la même commande.",
    ),
    "installing": (
        "Downloading and installing what Équilibre needs into {folder} (a few minutes, once) …",
        "Téléchargement et installation dans {folder} de ce qu’il faut à Équilibre "
        "(quelques minutes, une seule fois) …",
    ),
    "interrupted": (
        "Interrupted. Type the same command again to go on.",
        "Interrompu. Tapez de nouveau la même commande pour continuer.",
    ),
    "libraries_ask": (
        "This system lacks libraries that Équilibre needs: {names}. Install them with the "
        "system's package manager, then type the same command again.",
        "Il manque à ce système des bibliothèques dont Équilibre a besoin : {names}. Installez-les "
        "avec le gestionnaire de paquets du système, puis tapez de nouveau la même commande.",
    ),
    "no_network": (
        "The network does not answer, and the first start must download what Équilibre needs. "
        "Check the connection, then type the same command again.",
        "Le réseau ne répond pas, et le premier démarrage doit télécharger ce qu’il faut à "
        "Équilibre. Vérifiez la connexion, puis tapez de nouveau la même commande.",
    ),
    "no_wheel": (
        "A part of Équilibre does not exist for this computer ({details}). It needs a 64-bit "
        "Python on Windows 10, on macOS 14 or on Linux with glibc 2.34 (2.39 on ARM), or later.",
        "Une partie d’Équilibre n’existe pas pour cet ordinateur ({details}). Il faut un Python "
        "64 bits sous Windows 10, sous macOS 14 ou sous Linux avec glibc 2.34 (2.39 sur ARM), "
        "ou plus récents.",
    ),
    "other": (
        "Équilibre could not be prepared: {details}.",
        "Équilibre n’a pas pu être préparé : {details}.",
    ),
    "python": (
        "Équilibre needs Python 3.11, 3.12 or 3.13, and found only Python {found}. Install one of "
        "them, then type the same command again.",
        "Équilibre a besoin de Python 3.11, 3.12 ou 3.13, et n’a trouvé que Python {found}. "
        "Installez l’un d’eux, puis tapez de nouveau la même commande.",
    ),
    "read_only": (
        "Équilibre may not write in {folder}. Copy it to a folder of your own, and start it there.",
        "Équilibre ne peut pas écrire dans {folder}. Copiez-le dans un dossier à vous, et "
        "démarrez-le là.",
    ),
    "ready": ("Équilibre is ready.", "Équilibre est prêt."),
    "unpacking": (
        "Installing what Équilibre needs into {folder} …",
        "Installation dans {folder} de ce qu’il faut à Équilibre …",
    ),
    "venv": (
        "Python {found} lacks its module ensurepip. Install it with the system's package manager, "
        "then type the same command again.",
        "Il manque à Python {found} son module ensurepip. Installez-le avec le gestionnaire de "
        "paquets du système, puis tapez de nouveau la même commande.",
    ),
    "wheelhouse": (
        "There is no folder {folder}. --wheelhouse names the folder that this command has filled, "
        "on a computer with a network: python3 packaging --wheelhouse FOLDER.",
        "Il n’y a pas de dossier {folder}. --wheelhouse nomme le dossier que cette commande a "
        "rempli, sur un ordinateur qui a un réseau : python3 packaging --wheelhouse DOSSIER.",
    ),
    "wheelhouse_lacks": (
        "{folder} lacks a part for this computer ({details}). Fill it again from this same copy of "
        "Équilibre, where there is a network, with --target linux, windows or macos: "
        "python3 packaging --wheelhouse FOLDER --target SYSTEM.",
        "Il manque à {folder} une partie pour cet ordinateur ({details}). Remplissez-le de nouveau "
        "depuis cette même copie d’Équilibre, là où il y a un réseau, avec --target linux, windows "
        "ou macos : python3 packaging --wheelhouse DOSSIER --target SYSTÈME.",
    ),
    "waiting": (
        "Another start is preparing Équilibre; waiting for it …",
        "Un autre démarrage prépare Équilibre ; attente de sa fin …",
    ),
}


class Problem(OSError):
    """What stops a start: the key of a sentence and the words that complete it."""

    def __init__(self, key, **words):
        super().__init__(key)
        self.key = key
        self.words = words

    def __str__(self):
        return sentence(self.key, **self.words)


def say(key, **words):
    """Tell the user, and leave the standard output to the program."""
    print(sentence(key, **words), file=sys.stderr, flush=True)


def sentence(key, **words):
    """Return the sentence in the user's language."""
    return choose(*SENTENCES[key]).format(**words)


def choose(english, french):
    """Return the text in the user's language: English for English speakers, else French."""
    name = (
        os.environ.get("LC_ALL")
        or os.environ.get("LC_MESSAGES")
        or os.environ.get("LANG")
        or locale.getlocale()[0]
        or ""
    )
    return english if name.lower().startswith("en") else french
