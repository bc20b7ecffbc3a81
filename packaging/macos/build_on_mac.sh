#!/bin/sh
# Makes the application on a Mac, signs it, has Apple check it, and tries it. Nobody has run this yet.
#
#     sh packaging/macos/build_on_mac.sh
#
# It needs a Mac with macOS 15 or later, Python 3.12 from python.org and Apple's command line tools
# (xcode-select --install). Without certificates the application opens only on this Mac. With them:
#
#   EQUILIBRE_APPLICATION_IDENTITY  "Developer ID Application: …", in the keychain
#   EQUILIBRE_INSTALLER_IDENTITY    "Developer ID Installer: …", in the keychain
#   EQUILIBRE_NOTARY_PROFILE        what "xcrun notarytool store-credentials" was told to call itself
#
# A computer that has no keychain of its own, such as a runner, gives the certificates instead:
#
#   EQUILIBRE_CERTIFICATES          a .p12 file with both, in base 64
#   EQUILIBRE_CERTIFICATES_PASSWORD
#   EQUILIBRE_NOTARY_KEY            a .p8 key of App Store Connect, in base 64
#   EQUILIBRE_NOTARY_KEY_ID, EQUILIBRE_NOTARY_ISSUER
set -eu
cd "$(dirname "$0")/../.."

say() {  # ENGLISH FRENCH
    case "${LC_ALL:-${LANG:-}}" in en*) printf '%s\n' "$1" ;; *) printf '%s\n' "$2" ;; esac >&2
}

if [ "$(uname -s)" != Darwin ]; then
    say "This is not a Mac: python3 packaging --target macos makes a preview here." \
        "Ce n’est pas un Mac : python3 packaging --target macos fait ici un aperçu."
    exit 1
fi
if ! xcode-select -p >/dev/null 2>&1; then
    say "Apple's tools are missing. Type: xcode-select --install" \
        "Il manque les outils d’Apple. Tapez : xcode-select --install"
    exit 1
fi
if ! command -v python3.12 >/dev/null; then
    say "Python 3.12 is missing: install it from python.org." \
        "Il manque Python 3.12 : installez-le depuis python.org."
    exit 1
fi

if [ -n "${EQUILIBRE_CERTIFICATES:-}" ]; then
    folder=$(mktemp -d)
    keychain=$folder/equilibre.keychain-db
    password=$(uuidgen)
    # The certificates leave with the keychain, whatever happens.
    trap 'security delete-keychain "$keychain" || true; rm -rf "$folder"' EXIT
    security create-keychain -p "$password" "$keychain"
    security set-keychain-settings -t 7200 "$keychain"
    security unlock-keychain -p "$password" "$keychain"
    printf '%s' "$EQUILIBRE_CERTIFICATES" | base64 -d >"$folder/certificates.p12"
    security import "$folder/certificates.p12" -k "$keychain" -P "$EQUILIBRE_CERTIFICATES_PASSWORD" \
        -T /usr/bin/codesign -T /usr/bin/productbuild
    security set-key-partition-list -S apple-tool:,apple: -s -k "$password" "$keychain" >/dev/null
    # shellcheck disable=SC2046 # one word for each keychain
    security list-keychains -d user -s "$keychain" $(security list-keychains -d user | tr -d '"')
    if [ -n "${EQUILIBRE_NOTARY_KEY:-}" ]; then
        printf '%s' "$EQUILIBRE_NOTARY_KEY" | base64 -d >"$folder/notary.p8"
        export EQUILIBRE_NOTARY_PROFILE=equilibre EQUILIBRE_KEYCHAIN="$keychain"
        xcrun notarytool store-credentials "$EQUILIBRE_NOTARY_PROFILE" --keychain "$keychain" \
            --key "$folder/notary.p8" --key-id "$EQUILIBRE_NOTARY_KEY_ID" \
            --issuer "$EQUILIBRE_NOTARY_ISSUER"
    fi
fi

python3.12 packaging --target macos --release
