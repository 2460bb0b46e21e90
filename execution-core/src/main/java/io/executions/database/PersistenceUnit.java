package io.executions.database;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.SharedCacheMode;
import jakarta.persistence.ValidationMode;
import jakarta.persistence.spi.ClassTransformer;
import jakarta.persistence.spi.PersistenceProviderResolverHolder;
import jakarta.persistence.spi.PersistenceUnitInfo;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The persistence unit, described in code. A {@code persistence.xml} cannot take its data source
 * from a setting, and a container would open it at deployment, when the database may be away.
 */
record PersistenceUnit(
    List<String> entities, DataSource dataSource, PersistenceUnitTransactionType transactions)
    implements PersistenceUnitInfo {

  /** Opens it with the provider that the server has. */
  EntityManagerFactory open() {
    // Without a name of its own, EclipseLink takes two databases in one JVM for one.
    Map<String, String> names =
        Map.of("eclipselink.session-name", "execution-" + UUID.randomUUID());
    return PersistenceProviderResolverHolder.getPersistenceProviderResolver()
        .getPersistenceProviders()
        .stream()
        .map(provider -> provider.createContainerEntityManagerFactory(this, names))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("This server has no persistence provider"));
  }

  /** Each provider takes its own and ignores the others. */
  @Override
  public Properties getProperties() {
    Properties properties = new Properties();
    if (transactions == PersistenceUnitTransactionType.JTA) {
      properties.setProperty("eclipselink.target-server", "Glassfish");
      properties.setProperty("hibernate.transaction.jta.platform", "JBossAS");
    }
    properties.setProperty("eclipselink.weaving", "false");
    properties.setProperty("eclipselink.cache.shared.default", "false");
    properties.setProperty("eclipselink.jdbc.batch-writing", "JDBC");
    properties.setProperty("eclipselink.deploy-on-startup", "true");
    // It throws what it logs with a stack trace, so the log is not needed.
    properties.setProperty("eclipselink.logging.level", "OFF");
    properties.setProperty("hibernate.archive.autodetection", "none");
    properties.setProperty("hibernate.cache.use_second_level_cache", "false");
    properties.setProperty("hibernate.jdbc.batch_size", "50");
    return properties;
  }

  @Override
  public List<String> getManagedClassNames() {
    return entities;
  }

  @Override
  public String getPersistenceUnitName() {
    return "execution";
  }

  @Override
  public String getPersistenceProviderClassName() {
    return null;
  }

  @Override
  public PersistenceUnitTransactionType getTransactionType() {
    return transactions;
  }

  @Override
  public DataSource getJtaDataSource() {
    return transactions == PersistenceUnitTransactionType.JTA ? dataSource : null;
  }

  @Override
  public DataSource getNonJtaDataSource() {
    return transactions == PersistenceUnitTransactionType.JTA ? null : dataSource;
  }

  @Override
  public List<String> getMappingFileNames() {
    return List.of();
  }

  @Override
  public List<URL> getJarFileUrls() {
    return List.of();
  }

  @Override
  public URL getPersistenceUnitRootUrl() {
    return PersistenceUnit.class.getProtectionDomain().getCodeSource().getLocation();
  }

  @Override
  public boolean excludeUnlistedClasses() {
    return true;
  }

  @Override
  public SharedCacheMode getSharedCacheMode() {
    return SharedCacheMode.NONE;
  }

  @Override
  public ValidationMode getValidationMode() {
    return ValidationMode.NONE;
  }

  @Override
  public String getPersistenceXMLSchemaVersion() {
    return "3.0";
  }

  @Override
  public ClassLoader getClassLoader() {
    return PersistenceUnit.class.getClassLoader();
  }

  @Override
  public void addTransformer(ClassTransformer transformer) {
    // Nothing here is loaded lazily, so no class needs weaving.
  }

  @Override
  public ClassLoader getNewTempClassLoader() {
    return getClassLoader();
  }
}
