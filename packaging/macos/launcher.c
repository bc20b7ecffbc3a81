/* Starts the Python inside Equilibre.app. It is compiled twice: as the program (with PROGRAM, its
   package), and as the plain interpreter "python" beside it, which starts the training process. */

#include <dlfcn.h>
#include <limits.h>
#include <mach-o/dyld.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

static void *library;

static void *symbol(const char *name) {
    void *found = dlsym(library, name);
    if (found == NULL) {
        fprintf(stderr, "Equilibre: %s\n", dlerror());
        exit(127);
    }
    return found;
}

/* Return the path of what lies in a folder. */
static char *inside(const char *folder, const char *name) {
    size_t size = strlen(folder) + strlen(name) + 2;
    char *path = malloc(size);
    if (path == NULL)
        exit(127);
    snprintf(path, size, "%s/%s", folder, name);
    return path;
}

int main(int count, char **words) {
    char given[PATH_MAX], contents[PATH_MAX];
    uint32_t size = sizeof given;
    if (_NSGetExecutablePath(given, &size) != 0 || realpath(given, contents) == NULL) {
        fprintf(stderr, "Equilibre: no path to %s\n", words[0]);
        return 127;
    }
    *strrchr(contents, '/') = '\0'; /* Contents/MacOS */
    *strrchr(contents, '/') = '\0'; /* Contents */

    library = dlopen(inside(contents, "Frameworks/Python"), RTLD_NOW | RTLD_GLOBAL);
    if (library == NULL) {
        fprintf(stderr, "Equilibre: %s\n", dlerror());
        return 127;
    }
    wchar_t *(*decode)(const char *, size_t *) = symbol("Py_DecodeLocale");
    void (*set_home)(const wchar_t *) = symbol("Py_SetPythonHome");
    void (*set_name)(const wchar_t *) = symbol("Py_SetProgramName");
    int (*run)(int, char **) = symbol("Py_BytesMain");

    /* Said here and not in PYTHONHOME, which every command that is measured would inherit. */
    char *python = inside(contents, "MacOS/python");
    set_home(decode(inside(contents, "Resources/python"), NULL));
    set_name(decode(python, NULL));

#ifdef PROGRAM
    /* -I: nothing of the user's own Python; -B: nothing is written into the signed bundle. */
    char *first[] = {python, "-I", "-B", "-m", PROGRAM};
    enum { FIRST = sizeof first / sizeof *first };
    char **all = calloc((size_t)count + FIRST, sizeof *all);
    if (all == NULL)
        return 127;
    memcpy(all, first, sizeof first);
    for (int index = 1; index < count; index++)
        all[FIRST + index - 1] = words[index];
    return run(FIRST + count - 1, all);
#else
    return run(count, words);
#endif
}
