/* A clock that fails once: the call of number MOTCUA_CLOCK_NTH in the thread MOTCUA_CLOCK_THREAD (`main`, or the name of
 * another). Programs in Rust take a clock for something that cannot fail, and panic: in the shipped program, wherever it
 * asks what time it is.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static int is_chosen(void) {
    const char *chosen = getenv("MOTCUA_CLOCK_THREAD");
    char name[17] = "";
    if (!chosen)
        return 0;
    if (syscall(SYS_gettid) == getpid())
        return strcmp(chosen, "main") == 0;
    prctl(PR_GET_NAME, name);
    return strcmp(chosen, name) == 0;
}

int clock_gettime(clockid_t clock, struct timespec *at) {
    static int (*real)(clockid_t, struct timespec *);
    static atomic_long calls;
    if (!real)
        real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    if ((clock == CLOCK_REALTIME || clock == CLOCK_MONOTONIC) && is_chosen()) {
        const char *nth = getenv("MOTCUA_CLOCK_NTH");
        if (nth && atomic_fetch_add(&calls, 1) + 1 == atol(nth)) {
            errno = EINVAL;
            return -1;
        }
    }
    return real(clock, at);
}
