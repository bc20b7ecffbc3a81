/* Equilibre.exe and equilibre-console.exe: start the program with the Python that lies beside.

   Compiled twice: CONSOLE, for terminals and scripts, runs python.exe; the other, for double
   clicks, runs pythonw.exe, which opens no terminal. Both hand on their words as they were
   written, what they read and write, and how it ended. */

#include <windows.h>
#include <wchar.h>

#ifdef CONSOLE
#define PYTHON L"\\python\\python.exe"
#else
#define PYTHON L"\\python\\pythonw.exe"
#endif

#define LONGEST 32768          /* characters, of a path and of a command line of Windows */
#define NOT_STARTED 127        /* as shells say it */

static WCHAR folder[LONGEST];
static WCHAR python[LONGEST + 64];
static WCHAR line[3 * LONGEST];

/* Windows asks in the language of the user; so does this sentence. */
static void say_not_started(void)
{
    BOOL french = PRIMARYLANGID(GetUserDefaultUILanguage()) == LANG_FRENCH;
    const WCHAR *sentence = french
        ? L"Équilibre n’est pas entier : il manque une partie de son dossier. Installez-le de nouveau."
        : L"Équilibre is not whole: a part of its folder is missing. Install it again.";
#ifdef CONSOLE
    HANDLE errors = GetStdHandle(STD_ERROR_HANDLE);
    DWORD done;
    if (!WriteConsoleW(errors, sentence, (DWORD)wcslen(sentence), &done, NULL)) {
        char text[512];
        int size = WideCharToMultiByte(CP_UTF8, 0, sentence, -1, text, sizeof text, NULL, NULL);
        WriteFile(errors, text, (DWORD)(size - 1), &done, NULL);
    }
#else
    MessageBoxW(NULL, sentence, L"Équilibre", MB_OK | MB_ICONERROR);
#endif
}

/* Return what follows the name of this program on its command line, as it was written. */
static const WCHAR *own_words(void)
{
    const WCHAR *place = GetCommandLineW();
    BOOL quoted = FALSE;
    while (*place && (quoted || (*place != L' ' && *place != L'\t'))) {
        quoted ^= *place == L'"';
        place++;
    }
    while (*place == L' ' || *place == L'\t')
        place++;
    return place;
}

/* Ctrl-C is for the program, which the same key reaches: its end is waited for. */
static BOOL WINAPI leave_to_the_program(DWORD event)
{
    return event == CTRL_C_EVENT || event == CTRL_BREAK_EVENT;
}

/* Return a job that ends what is in it when this program ends, however it ends. Processes that the
   program starts are not in it: a browser that it opened stays. */
static HANDLE common_end(void)
{
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = {0};
    HANDLE job = CreateJobObjectW(NULL, NULL);
    limits.BasicLimitInformation.LimitFlags =
        JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | JOB_OBJECT_LIMIT_SILENT_BREAKAWAY_OK;
    if (job)
        SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, sizeof limits);
    return job;
}

/* Hand on a standard stream, where there is one. */
static BOOL hand_on(DWORD which, HANDLE *place)
{
    HANDLE stream = GetStdHandle(which);
    *place = stream;
    return stream && stream != INVALID_HANDLE_VALUE
        && SetHandleInformation(stream, HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT);
}

static DWORD run(void)
{
    STARTUPINFOW start = {.cb = sizeof start};
    PROCESS_INFORMATION process;
    DWORD status = NOT_STARTED;
    HANDLE job = common_end();

    GetModuleFileNameW(NULL, folder, LONGEST);
    *wcsrchr(folder, L'\\') = 0;
    wcscpy(python, folder);
    wcscat(python, PYTHON);
    wcscpy(line, L"\"");
    wcscat(line, python);
    wcscat(line, L"\" -X utf8 -m equilibre ");  /* what is written to a file or a pipe is UTF-8 */
    wcscat(line, own_words());

    BOOL input = hand_on(STD_INPUT_HANDLE, &start.hStdInput);
    BOOL output = hand_on(STD_OUTPUT_HANDLE, &start.hStdOutput);
    BOOL errors = hand_on(STD_ERROR_HANDLE, &start.hStdError);
    if (input || output || errors)
        start.dwFlags |= STARTF_USESTDHANDLES;
    SetConsoleCtrlHandler(leave_to_the_program, TRUE);
    if (!CreateProcessW(python, line, NULL, NULL, TRUE, 0, NULL, NULL, &start, &process)) {
        say_not_started();
        return NOT_STARTED;
    }
    if (job)
        AssignProcessToJobObject(job, process.hProcess);
    AllowSetForegroundWindow(process.dwProcessId);  /* the window comes to the front */
    WaitForSingleObject(process.hProcess, INFINITE);
    GetExitCodeProcess(process.hProcess, &status);
    return status;
}

#ifdef CONSOLE
int wmain(void)
#else
int WINAPI wWinMain(HINSTANCE own, HINSTANCE none, LPWSTR words, int show)
#endif
{
    ExitProcess(run());
}
