/* A slow disk: every barrier takes MOTCUA_SLOW_MS longer, so that a moment while something is on its way to the disk is
 * easy to meet.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

static void wait_a_while(void) {
    const char *time = getenv("MOTCUA_SLOW_MS");
    if (time)
        usleep((useconds_t)atol(time) * 1000);
}

int fdatasync(int fd) {
    static int (*real)(int);
    if (!real)
        real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    wait_a_while();
    return real(fd);
}

int fsync(int fd) {
    static int (*real)(int);
    if (!real)
        real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    wait_a_while();
    return real(fd);
}
