package io.executions.bench.service;

import io.executions.api.ExecutionService;
import io.executions.bench.subject.Session;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;

/** Lets the benchmark, which has started this server, say what to do. */
@Singleton
@Startup
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BenchStart {
  @Inject private ExecutionService service;
  @Inject private CallerTransaction transaction;
  @Resource private ManagedThreadFactory threads;

  @PostConstruct
  void start() {
    int port = Integer.parseInt(System.getenv("BENCH_PORT"));
    ServiceSubject subject = new ServiceSubject(service, transaction);
    threads.newThread(new Session(subject, port, threads)).start();
  }
}
