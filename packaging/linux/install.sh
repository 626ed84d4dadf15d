#!/bin/sh
# Puts Desktop Chat into this user's menu and opens .gguf files with it; with --remove takes that back.
# The app stays where it is. Nothing needs administrator rights, and chats and models are never touched.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
data=${XDG_DATA_HOME:-$HOME/.local/share}
commands=$HOME/.local/bin
id=io.github.desktopchat.DesktopChat

refresh() {
    if command -v update-desktop-database >/dev/null; then update-desktop-database -q "$data/applications" || :; fi
    if command -v update-mime-database >/dev/null; then update-mime-database "$data/mime" || :; fi
    if command -v gtk-update-icon-cache >/dev/null; then
        gtk-update-icon-cache -q -f -t "$data/icons/hicolor" 2>/dev/null || :
    fi
}

# A path inside the quotes of Exec: the escapes of a quoted argument, then those of a string.
quoted() {
    printf '%s' "$1" | sed -e 's/[\\"`$]/\\&/g' -e 's/\\/\\\\/g' -e 's/%/%%/g'
}

if [ "${1:-}" = --remove ]; then
    rm -f -- "$data/applications/$id.desktop" "$data/mime/packages/$id.xml"
    find "$data/icons/hicolor" -name "$id.*" -delete 2>/dev/null || :
    if [ "$(readlink -- "$commands/desktop-chat" || :)" = "$here/desktop-chat" ]; then
        rm -f -- "$commands/desktop-chat"
    fi
    refresh
    echo "Desktop Chat is out of the menu. Delete this folder to remove it: $here"
    exit 0
fi

mkdir -p -- "$data/applications" "$data/mime/packages" "$data/icons" "$commands"
cp -R -- "$here/share/icons/hicolor" "$data/icons/"
cp -- "$here/share/mime/packages/$id.xml" "$data/mime/packages/"
program=$(quoted "$here/desktop-chat")
while IFS= read -r line; do
    case $line in
        Exec=desktop-chat*) printf 'Exec="%s"%s\n' "$program" "${line#Exec=desktop-chat}" ;;
        *) printf '%s\n' "$line" ;;
    esac
done <"$here/share/applications/$id.desktop" >"$data/applications/$id.desktop"
if [ -L "$commands/desktop-chat" ] || [ ! -e "$commands/desktop-chat" ]; then # a file there is somebody else's
    ln -sfn -- "$here/desktop-chat" "$commands/desktop-chat"
fi
refresh
echo "Desktop Chat is in the menu. To take it out: \"$here/install.sh\" --remove"
