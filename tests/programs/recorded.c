/* SPDX-License-Identifier: MIT
 *
 * recorded.c - what a recording has to come through, by name: ./recorded WHAT. As a library
 * (-DLIBRARY) it is what is loaded later. Sizes say to the test which record is which.
 */
#define _GNU_SOURCE
#include "my_trace.h"
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef LIBRARY
void *late(void);
void *late(void)
{
	return malloc(4444);
}
#else

static void *volatile got; /* so that no call is left out */
static volatile size_t most = SIZE_MAX;

static void check(int holds)
{
	if (!holds)
		_exit(99);
}

static int family(void)
{
	void *p;

	got = malloc(111111);
	free(NULL);
	errno = 77;
	free(malloc(0));
	check(errno == 77);
	free(calloc(3, 7));
	check(!calloc(most, 2) && errno == ENOMEM);
	p = realloc(NULL, 5);
	p = realloc(p, 5000);
	check(!realloc(p, most / 2));
	got = realloc(p, 0);
	p = reallocarray(NULL, 10, 20);
	check(!reallocarray(p, most, 20));
	free(p);
	free(memalign(128, 30));
	free(aligned_alloc(256, 512));
	check(posix_memalign(&p, 24, 1) == EINVAL);
	check(posix_memalign(&p, 64, 65) == 0);
	free(p);
	free(valloc(10));
	free(pvalloc(10));
	check(!malloc(most));
	got = malloc(222222);
	return 7;
}

static void *work(void *user)
{
	void *kept[100] = { 0 };

	for (int i = 0; i < 20000; i++) {
		free(kept[i % 100]);
		kept[i % 100] = malloc((size_t)(i % 300));
	}
	for (int i = 0; i < 100; i++)
		free(kept[i]);
	return user;
}

static int threads(void)
{
	pthread_t thread[4];

	for (int i = 0; i < 4; i++)
		check(pthread_create(&thread[i], NULL, work, NULL) == 0);
	for (int i = 0; i < 4; i++)
		pthread_join(thread[i], NULL);
	return 0;
}

/* A child that allocates and is waited for. */
static void in_child(pid_t child, size_t size)
{
	int status;

	if (child == 0) {
		got = malloc(size);
		_exit(got ? 0 : 1);
	}
	check(child > 0 && waitpid(child, &status, 0) == child && status == 0);
}

static int forks(void)
{
	got = malloc(1000);
	in_child(fork(), 1001);
	in_child(_Fork(), 1002);
	in_child((pid_t)syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0), 1003);
	got = malloc(1004);
	return 0;
}

static int execs(void)
{
	pid_t child = fork();

	if (child == 0) {
		execl("/proc/self/exe", "recorded", "once", "an argument", (char *)NULL);
		_exit(1);
	}
	in_child(child, 0);
	child = vfork();
	if (child == 0) {
		execl("/proc/self/exe", "recorded", "once", (char *)NULL);
		_exit(1);
	}
	in_child(child, 0);
	return 0;
}

static int once(void)
{
	got = malloc(555);
	return 0;
}

static int killed(void)
{
	for (int i = 0; i < 1000; i++)
		got = malloc(777);
	raise(SIGKILL);
	return 0;
}

static int many(void)
{
	work(NULL);
	work(NULL);
	work(NULL);
	printf("done\n");
	return 3;
}

static int loads(void)
{
	void *library = dlopen("./recorded.so", RTLD_NOW);
	void *(*late)(void) = library ? (void *(*)(void))dlsym(library, "late") : NULL;

	got = malloc(4443);
	return late && late() ? 0 : 1;
}

/* What other keys' destructors free after the thread has ended here. */
static void free_late(void *block)
{
	free(block);
	got = malloc(888);
	free(got);
}

static void *end_late(void *key)
{
	pthread_setspecific(*(pthread_key_t *)key, malloc(887));
	return NULL;
}

static int ends(void)
{
	pthread_key_t key;
	pthread_t thread;

	check(pthread_key_create(&key, free_late) == 0);
	for (int i = 0; i < 10; i++) {
		check(pthread_create(&thread, NULL, end_late, &key) == 0);
		pthread_join(thread, NULL);
	}
	return 0;
}

/* What another process does that wants this one recorded. */
static void poke(pid_t process, const void *bytes, size_t length, uint64_t at)
{
	struct iovec from = { (void *)bytes, length }, to = { (void *)(uintptr_t)at, length };

	check(process_vm_writev(process, &from, 1, &to, 1, 0) == (ssize_t)length);
}

static void ask(struct my_trace_request *request, uint32_t state)
{
	pid_t asked = getpid(), child = fork();
	int status;

	if (child == 0) {
		const char *path = getenv("RECORD_INTO");

		poke(asked, path, strlen(path) + 1, (uintptr_t)request->path);
		poke(asked, &state, sizeof state, (uintptr_t)&request->state);
		poke(asked, &request->wake, 8, request->wake_at);
		_exit(0);
	}
	check(waitpid(child, &status, 0) == child && status == 0);
}

/* Nothing but pairs that a cache serves, until it is answered. */
static void wait_for(struct my_trace_request *request, uint32_t state)
{
	for (long i = 0; i < 100000 && request->state != state; i++) {
		got = malloc(40);
		free(got);
		usleep(10);
	}
	check(request->state == state);
}

static volatile long turns;

static void *in_thread(void *user)
{
	volatile int *stop = user;
	void *volatile mine;

	while (!*stop) {
		mine = malloc(48);
		free(mine);
		turns++;
		usleep(10);
	}
	mine = malloc(654);
	return NULL;
}

/* What a thread has leave for may still go into the recording before, when another thread was the
 * first to hear of its end. */
static void use_up_leave(void)
{
	for (int i = 0; i < MY_TRACE_NOTES; i++) {
		got = malloc(40);
		free(got);
	}
}

static int asked(void)
{
	struct my_trace_request *request = dlsym(RTLD_DEFAULT, "my_malloc_record_request");
	volatile int stop = 0;
	pthread_t thread;

	check(request != NULL && request->magic == MY_TRACE_MAGIC);
	for (int i = 0; i < 10; i++)
		got = malloc(5008);
	check(pthread_create(&thread, NULL, in_thread, (void *)&stop) == 0);
	for (int i = 0; i < 2; i++) {
		got = malloc(4320);
		ask(request, MY_TRACE_ASKED);
		wait_for(request, MY_TRACE_RECORDING);
		got = malloc(4321);
		if (i == 1)
			break;
		ask(request, MY_TRACE_STOP);
		wait_for(request, MY_TRACE_ENDED);
		for (long before = turns; turns < before + 2;)
			usleep(10);
		use_up_leave();
	}
	for (long before = turns; turns < before + MY_TRACE_NOTES;)
		usleep(10);
	stop = 1;
	pthread_join(thread, NULL);
	return 0;
}

static int lock(const char *path)
{
	struct flock lock = { .l_type = F_RDLCK, .l_whence = SEEK_SET };
	int file = open(path, O_RDONLY);

	check(file >= 0 && fcntl(file, F_OFD_SETLK, &lock) == 0);
	return file;
}

/* Who wants the recording has a lock on it, and ends without another word. */
static int left(void)
{
	struct my_trace_request *request = dlsym(RTLD_DEFAULT, "my_malloc_record_request");
	int file, status;
	pid_t child;

	request->locked = 1;
	got = malloc(40);
	ask(request, MY_TRACE_ASKED);
	wait_for(request, MY_TRACE_REFUSED); /* it was not made */
	request->locked = 0;
	ask(request, MY_TRACE_ASKED);
	wait_for(request, MY_TRACE_RECORDING);
	ask(request, MY_TRACE_STOP);
	wait_for(request, MY_TRACE_ENDED);
	file = lock(getenv("RECORD_INTO"));
	request->locked = 1;
	ask(request, MY_TRACE_ASKED);
	wait_for(request, MY_TRACE_RECORDING);
	got = malloc(4321);
	use_up_leave();
	check(request->state == MY_TRACE_RECORDING);
	close(file);
	child = fork();
	wait_for(request, MY_TRACE_ENDED);
	got = malloc(987);
	if (child == 0)
		_exit(0);
	check(waitpid(child, &status, 0) == child && status == 0);
	return 0;
}

static const struct {
	const char *name;
	int (*run)(void);
} all[] = {
	{ "family", family }, { "threads", threads }, { "forks", forks },   { "execs", execs },
	{ "once", once },     { "killed", killed },   { "many", many },     { "loads", loads },
	{ "ends", ends },     { "asked", asked },   { "left", left },
};

int main(int argc, char **argv)
{
	for (size_t i = 0; argc > 1 && i < sizeof all / sizeof all[0]; i++)
		if (strcmp(argv[1], all[i].name) == 0)
			return all[i].run();
	return 2;
}
#endif
