/* What launcher.c asks of macOS, answered by Linux: the launcher is tried where the tests run. */

#include <locale.h>
#include <stdint.h>
#include <unistd.h>

/* On macOS Python reads paths as UTF-8, whatever the locale. */
__attribute__((constructor)) static void read_paths_as_utf8(void) {
    setlocale(LC_CTYPE, "C.UTF-8");
}

static int _NSGetExecutablePath(char *path, uint32_t *size) {
    ssize_t length = readlink("/proc/self/exe", path, *size - 1);
    if (length < 0)
        return -1;
    path[length] = '\0';
    return 0;
}
