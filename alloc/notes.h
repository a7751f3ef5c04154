/* SPDX-License-Identifier: MIT
 *
 * notes.h - what a memory checker should know: which bytes a user may touch.
 *
 * Under AddressSanitizer every byte of a section is poisoned but those in used chunks;
 * in a plain build the notes are nothing at all.
 */
#ifndef ALLOC_NOTES_H
#define ALLOC_NOTES_H

#include <stddef.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define NOTES_ASAN 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define NOTES_ASAN 1
#endif

enum {
#ifdef NOTES_ASAN
	NOTES = 1 /* somebody is told */
#else
	NOTES = 0
#endif
};

#ifdef NOTES_ASAN
#include <sanitizer/asan_interface.h>
#define note_usable(at, size) ASAN_UNPOISON_MEMORY_REGION(at, size)
#define note_unusable(at, size) ASAN_POISON_MEMORY_REGION(at, size)
#else
#define note_usable(at, size) ((void)(at), (void)(size))
#define note_unusable(at, size) ((void)(at), (void)(size))
#endif

#endif
