/* SPDX-License-Identifier: MIT
 *
 * act.h - the actions of the commands' table, by file.
 */
#ifndef MMVIZ_ACT_H
#define MMVIZ_ACT_H

#include "command.h"

/* act_alloc.c */
command_action act_malloc, act_calloc, act_aligned, act_realloc, act_free;
/* act_work.c */
command_action act_repeat, act_fill, act_free_range, act_random;
/* act_bytes.c */
command_action act_write, act_dump;
/* act_look.c */
command_action act_inspect, act_view;
/* act_why.c */
command_action act_why, act_step;
/* act_recorded.c */
command_action act_view_ground, act_why_ground;
/* act_diff.c */
command_action act_diff;
/* act_compare.c */
command_action act_compare;
/* act_find.c */
command_action act_find, act_watch;
/* act_caches.c */
command_action act_caches;
/* act_heap.c */
command_action act_stats, act_check, act_leaks, act_set, act_reset;
/* act_guard.c */
command_action act_guard;
/* act_file.c */
command_action act_load, act_convert, act_source, act_save;
/* act_time.c */
command_action act_back, act_forward, act_goto, act_mark, act_branches, act_heaps, act_try, act_do;
/* act_moments.c */
command_action act_moments;
/* act_theme.c */
command_action act_theme;
/* act_play.c */
command_action act_play;
/* act_quiz.c */
command_action act_quiz;
/* act_export.c */
command_action act_export;
/* act_report.c */
command_action act_report;
/* act_layout.c */
command_action act_layout, act_hide, act_show;
/* act_help.c */
command_action act_help, act_expect, act_quit;

#endif
