// The screens of customers.
export { CustomersScreen } from './list';
export { CustomerScreen } from './screen';
