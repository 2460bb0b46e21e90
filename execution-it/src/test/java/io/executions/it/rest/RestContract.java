package io.executions.it.rest;

/** All that holds on every server. */
interface RestContract
    extends CreationContract,
        ListContract,
        MoveContract,
        BulkContract,
        ServiceFactsContract,
        SeriesContract,
        QueueContract,
        ScheduleContract,
        NodeContract,
        BadRequestContract,
        ProtocolContract,
        RawRequestContract,
        AccessContract,
        RepeatContract,
        UniqueContract,
        WaitContract,
        HttpHandlerContract,
        CommandHandlerContract,
        OrderContract,
        SessionContract,
        TokenContract,
        AuditContract,
        EventContract,
        PageContract {}
