/* SPDX-License-Identifier: MIT
 *
 * attach.c - a program that runs already is asked to record.
 */
#define _GNU_SOURCE /* process_vm_readv, F_OFD_SETLK */
#include "attach.h"

#include "launch_file.h"
#include "mapping.h"
#include "my_trace.h"
#include "word.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { LINE = 2 * PROGRAM_PATH, PATIENCE = 250, PAUSE = 20000 };

__attribute__((format(printf, 2, 3)))
static int fail(struct attach *attach, const char *format, ...)
{
	va_list values;

	va_start(values, format);
	vsnprintf(attach->problem, sizeof attach->problem, format, values);
	va_end(values);
	return 0;
}

static int fail_with(struct attach *attach, int reason)
{
	int pid = (int)attach->pid;

	if (reason == ENOENT || reason == ESRCH)
		return fail(attach, "There is no process %d.", pid);
	if (reason == EACCES || reason == EPERM)
		return fail(attach, "Process %d may not be looked into: it is another user's, or "
		            "the system keeps that to root (kernel.yama.ptrace_scope).", pid);
	return fail(attach, "Process %d could not be looked into: %s.", pid, strerror(reason));
}

/* ------------------------------------------------------------------- its own memory */

static int transfer(const struct attach *attach, uint64_t address, void *bytes, size_t size,
                    int writes)
{
	struct iovec here = { bytes, size };
	struct iovec there = { (void *)(uintptr_t)address, size };
	ssize_t done = writes ? process_vm_writev(attach->pid, &here, 1, &there, 1, 0)
	                      : process_vm_readv(attach->pid, &here, 1, &there, 1, 0);

	if (done == (ssize_t)size)
		return 0;
	return done < 0 ? errno : EFAULT;
}

static int read_request(const struct attach *attach, struct my_trace_request *out)
{
	return transfer(attach, attach->request, out, sizeof *out, 0);
}

static int write_state(const struct attach *attach, uint32_t state)
{
	return transfer(attach, attach->request + offsetof(struct my_trace_request, state), &state,
	                sizeof state, 1);
}

/* The state last of all, and then the main thread looks. */
static int ask(const struct attach *attach, struct my_trace_request *request)
{
	size_t first = offsetof(struct my_trace_request, exact);
	int reason;

	snprintf(request->path, sizeof request->path, "%s", attach->file);
	request->exact = 0;
	request->locked = attach->lock >= 0;
	reason = transfer(attach, attach->request + first, &request->exact,
	                  offsetof(struct my_trace_request, why) - first, 1);
	if (!reason)
		reason = write_state(attach, MY_TRACE_ASKED);
	if (!reason && request->wake_at)
		reason = transfer(attach, request->wake_at, &request->wake,
		                  sizeof request->wake, 1);
	return reason;
}

/* ------------------------------------------------------------------------- the lock */

/* The system takes it away from whoever has ended, in whatever way. */
static void lock_file(struct attach *attach)
{
	struct flock lock = { .l_type = F_RDLCK, .l_whence = SEEK_SET };

	attach->lock = open(attach->file, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (attach->lock >= 0 && fcntl(attach->lock, F_OFD_SETLK, &lock) != 0) {
		close(attach->lock);
		attach->lock = -1;
	}
}

static int is_locked_by_others(const struct attach *attach)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

	return attach->lock >= 0 && fcntl(attach->lock, F_OFD_GETLK, &lock) == 0
	       && lock.l_type != F_UNLCK;
}

static void unlock_file(struct attach *attach)
{
	if (attach->lock >= 0)
		close(attach->lock);
	attach->lock = -1;
}

/* -------------------------------------------------------------------- what is mapped */

/* As the process sees it: it may have another root. */
static const char *seen_by(const struct attach *attach, const char *path, char out[LINE])
{
	snprintf(out, LINE, "/proc/%d/root%s", (int)attach->pid, path);
	return out;
}

static int is_same(const char *path, const char *other)
{
	struct stat one, two;

	return stat(path, &one) == 0 && stat(other, &two) == 0 && one.st_dev == two.st_dev
	       && one.st_ino == two.st_ino;
}

/* By the name that the process knows it by, where that is the same file here. */
static void take_file(struct attach *attach, const char *name)
{
	char path[LINE];

	seen_by(attach, name, path);
	snprintf(attach->file, sizeof attach->file, "%.*s", PROGRAM_PATH - 1,
	         is_same(path, name) ? name : path);
}

/* Its recording, and its request. */
static void look_at(struct attach *attach, const struct mapping *mapping)
{
	const char *slash = strrchr(mapping->path, '/');
	char path[LINE];

	if (!slash)
		return;
	seen_by(attach, mapping->path, path);
	if (mapping->rights[3] == 's') {
		if (!attach->file[0] && launch_file_is_recording(path))
			take_file(attach, mapping->path);
	} else if (mapping->offset == 0 && !attach->request
	           && (strstr(slash, "my_malloc") || strcmp(mapping->path, attach->program) == 0)) {
		attach->request = attach_symbol(path, mapping->start, "my_malloc_record_request");
	}
}

static int look_through(struct attach *attach)
{
	struct mapping mapping;
	char path[64], line[LINE];
	FILE *maps;
	ssize_t length;

	snprintf(path, sizeof path, "/proc/%d/exe", (int)attach->pid);
	length = readlink(path, attach->program, sizeof attach->program - 1);
	if (length < 0)
		return fail_with(attach, errno);
	attach->program[length] = 0;
	snprintf(path, sizeof path, "/proc/%d/maps", (int)attach->pid);
	maps = fopen(path, "re");
	if (!maps)
		return fail_with(attach, errno);
	while (fgets(line, sizeof line, maps)) {
		line[strcspn(line, "\n")] = 0;
		if (mapping_read(line, &mapping))
			look_at(attach, &mapping);
	}
	fclose(maps);
	return 1;
}

/* -------------------------------------------------------------------------- asking */

static int wait_for(struct attach *attach)
{
	struct my_trace_request request;

	/* One that has begun tells of all that it has: that takes as long as it takes. */
	for (int i = 0; i < PATIENCE; i += request.state != MY_TRACE_STARTING) {
		int reason = read_request(attach, &request);

		if (reason)
			return fail_with(attach, reason);
		if (request.state == MY_TRACE_RECORDING)
			return 1;
		request.why[sizeof request.why - 1] = 0;
		if (request.state == MY_TRACE_REFUSED || request.state == MY_TRACE_ENDED)
			return fail(attach, "Process %d does not record: %.100s.", (int)attach->pid,
			            *request.why ? request.why : "there is no room");
		usleep(PAUSE);
	}
	write_state(attach, MY_TRACE_IDLE);
	return fail(attach, "Process %d did not call malloc for some seconds, so that it could not "
	            "begin to record.", (int)attach->pid);
}

/* The file must be the process's own to write to, where root asks. */
static int make_file(struct attach *attach)
{
	char *words[] = { attach->program, NULL };
	struct launch launch = { .arguments = words, .output = attach->output };
	struct stat owner;
	char path[64];

	if (launch_file_name(&launch, attach->pid) != 0 || launch_file_make(&launch) != 0)
		return fail(attach, "So process %d was not asked to record.", (int)attach->pid);
	snprintf(attach->file, sizeof attach->file, "%s", launch.file);
	snprintf(attach->name, sizeof attach->name, "%s", launch.name);
	snprintf(path, sizeof path, "/proc/%d", (int)attach->pid);
	if (geteuid() == 0 && stat(path, &owner) == 0
	    && chown(attach->file, owner.st_uid, owner.st_gid) != 0)
		return fail_with(attach, errno);
	return 1;
}

static int request_it(struct attach *attach)
{
	struct my_trace_request request;
	int reason = read_request(attach, &request);

	if (reason)
		return fail_with(attach, reason);
	if (request.magic != MY_TRACE_MAGIC || request.version != MY_TRACE_VERSION)
		return fail(attach, "Process %d runs on a my_malloc of another version, which "
		            "mmviz does not know how to ask.", (int)attach->pid);
	if (!make_file(attach))
		return 0;
	lock_file(attach);
	reason = ask(attach, &request);
	if (reason == 0 && wait_for(attach))
		return attach->asked = 1;
	unlock_file(attach);
	unlink(attach->file);
	return reason ? fail_with(attach, reason) : 0;
}

static void ask_to_stop(const struct attach *attach, struct my_trace_request *request)
{
	if (write_state(attach, MY_TRACE_STOP) == 0 && request->wake_at)
		transfer(attach, request->wake_at, &request->wake, sizeof request->wake, 1);
}

/* Who asked for it may have been killed, and the file removed since. */
static int has_its_file(const struct attach *attach, struct my_trace_request *request)
{
	char path[LINE];

	request->path[sizeof request->path - 1] = 0;
	return launch_file_is_recording(seen_by(attach, request->path, path));
}

/* It is asked to end, and has not looked yet; or begins for somebody else. */
static int is_busy(uint32_t state)
{
	return state == MY_TRACE_STOP || state == MY_TRACE_STARTING;
}

/* Files that were recorded into before stay mapped: the request says which one it is now. */
static void choose_file(struct attach *attach)
{
	struct my_trace_request request = { .state = MY_TRACE_STOP };

	if (!attach->request)
		return;
	for (int i = 0; is_busy(request.state) && i < PATIENCE; i++) {
		if (i)
			usleep(PAUSE);
		if (read_request(attach, &request) != 0)
			return;
		if (request.state == MY_TRACE_RECORDING && !has_its_file(attach, &request)) {
			ask_to_stop(attach, &request);
			request.state = MY_TRACE_STOP;
		}
	}
	if (request.state == MY_TRACE_ENDED)
		attach->file[0] = 0;
	else if (request.state == MY_TRACE_RECORDING)
		take_file(attach, request.path);
}

int attach_start(struct attach *attach)
{
	attach->lock = -1;
	if (!look_through(attach))
		return 0;
	choose_file(attach);
	if (attach->file[0]) {
		snprintf(attach->name, sizeof attach->name, "%s", attach->file);
		lock_file(attach);
		return 1;
	}
	if (!attach->request)
		return fail(attach, "Process %d does not run on my_malloc: mmviz watch PROGRAM "
		            "starts one that does.", (int)attach->pid);
	return request_it(attach);
}

int attach_end(struct attach *attach)
{
	struct my_trace_request request;
	int others;

	if (!*attach->file)
		return 0;
	others = is_locked_by_others(attach);
	unlock_file(attach);
	if (!attach->request || read_request(attach, &request) != 0)
		return attach->asked;
	if (request.state != MY_TRACE_RECORDING)
		return request.state == MY_TRACE_ENDED;
	if (others || !(attach->asked || request.locked))
		return 0;
	ask_to_stop(attach, &request);
	return 1;
}
