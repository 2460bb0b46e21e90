package io.executions.engine;

import io.executions.database.Database;
import io.executions.handlers.Handlers;
import io.executions.settings.Settings;
import io.executions.store.Audit;
import io.executions.store.Move;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What the engine needs from the application around it.
 *
 * @param onReady called once the database is open, before the node joins; may be called again
 * @param onMoved told, after the commit, what was moved
 * @param onTold told when those who listen can read of what was moved outside the gate
 * @param ticker monotonic nanoseconds
 */
record EngineEnvironment(
    Settings settings,
    Database database,
    Handlers handlers,
    ScheduleDefinitions schedules,
    Audit audit,
    HandlerTransaction transaction,
    RequestScope requestScope,
    Runnable onReady,
    Consumer<List<Move>> onMoved,
    Runnable onTold,
    ThreadFactory threads,
    LongSupplier ticker) {}
